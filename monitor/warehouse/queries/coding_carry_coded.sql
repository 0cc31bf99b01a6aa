-- Which articles were coded under $versions, as coded under $codebook_version.
INSERT INTO gold_coded BY NAME
SELECT old.* REPLACE ($codebook_version AS codebook_version, 'carried' AS origin)
FROM gold_coded AS old
ANTI JOIN (SELECT sample_id, article_id, coder_id FROM gold_coded WHERE codebook_version = $codebook_version) AS present
    USING (sample_id, article_id, coder_id)
WHERE old.origin = 'import' AND list_contains($versions, old.codebook_version)
QUALIFY row_number() OVER (PARTITION BY old.sample_id, old.article_id, old.coder_id ORDER BY old.codebook_version) = 1
