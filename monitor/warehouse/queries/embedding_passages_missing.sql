-- Different texts of passages that have no vector under $revision, in an order that does not depend on how they came in.
SELECT passages.text_hash, any_value(passages.text) AS text
FROM passages
ANTI JOIN vectors.embeddings AS stored
    ON stored.text_hash = passages.text_hash AND stored.model_revision = $revision
GROUP BY passages.text_hash
ORDER BY passages.text_hash
