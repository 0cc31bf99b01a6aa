-- Every version of a codebook that scored or was coded with.
SELECT codebook_version, codebook_id, edition, instructions_version, content
FROM codebooks
ORDER BY codebook_id, edition, codebook_version
