-- Vectors of $hashes under $revision.
SELECT text_hash, vector
FROM vectors.embeddings
WHERE model_revision = $revision AND text_hash IN (SELECT unnest($hashes::VARCHAR[]))
ORDER BY text_hash
