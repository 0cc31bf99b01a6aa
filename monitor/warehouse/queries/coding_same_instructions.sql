-- Other versions of the codebook that tell coders the same.
SELECT codebook_version
FROM codebooks
WHERE instructions_version = $instructions_version AND codebook_version <> $codebook_version
ORDER BY codebook_version
