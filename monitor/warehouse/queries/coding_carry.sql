-- Imported judgements under $versions, whose instructions for coders are the same, as judgements under $codebook_version; what a coder
-- judged under it already stays.
INSERT INTO annotations BY NAME
SELECT old.* REPLACE ($codebook_version AS codebook_version, 'carried' AS origin)
FROM annotations AS old
ANTI JOIN (SELECT article_id, label, coder_id FROM annotations WHERE task = 'frame' AND codebook_version = $codebook_version) AS present
    USING (article_id, label, coder_id)
WHERE old.task = 'frame' AND old.origin = 'import' AND list_contains($versions, old.codebook_version)
    AND old.label IN (SELECT frame_id FROM frames WHERE codebook_version = $codebook_version)
QUALIFY row_number() OVER (PARTITION BY old.article_id, old.label, old.coder_id ORDER BY old.coded_at DESC NULLS LAST, old.codebook_version) = 1
