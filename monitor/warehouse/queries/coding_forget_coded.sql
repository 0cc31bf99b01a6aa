-- Which articles were coded, by $origins, under this version of the codebook.
DELETE FROM gold_coded WHERE list_contains($origins, origin) AND codebook_version = $codebook_version
