-- Those of $hashes that have no vector under $revision.
SELECT wanted.text_hash
FROM (SELECT unnest($hashes::VARCHAR[]) AS text_hash) AS wanted
ANTI JOIN vectors.embeddings AS stored ON stored.text_hash = wanted.text_hash AND stored.model_revision = $revision
ORDER BY wanted.text_hash
