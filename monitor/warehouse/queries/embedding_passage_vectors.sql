-- Passages with their article's language and their vector under $revision; of $article_ids, or of all where that is null.
SELECT
    passages.passage_id, passages.article_id, passages.position, passages.field, passages.start, passages.stop,
    passages.text, passages.text_hash, articles.language, stored.vector
FROM passages
JOIN articles ON articles.article_id = passages.article_id
JOIN vectors.embeddings AS stored ON stored.text_hash = passages.text_hash AND stored.model_revision = $revision
WHERE $article_ids::VARCHAR[] IS NULL OR passages.article_id IN (SELECT unnest($article_ids::VARCHAR[]))
ORDER BY passages.article_id, passages.position
