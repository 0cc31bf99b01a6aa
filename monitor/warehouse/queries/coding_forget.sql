-- What $origins hold under this version of the codebook, or in tasks without one; judgements with other versions stay.
DELETE FROM annotations WHERE list_contains($origins, origin) AND list_contains([$codebook_version, ''], codebook_version)
