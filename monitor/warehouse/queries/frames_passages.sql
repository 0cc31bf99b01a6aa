-- Passages of $article_ids that hold more than white space, with their article's language and the hash of its text.
SELECT
    passages.article_id, articles.language, passages.position, passages.passage_id, passages.field, passages.start, passages.stop,
    passages.text, articles.text_hash AS article_text_hash
FROM passages
JOIN articles ON articles.article_id = passages.article_id
WHERE trim(passages.text) <> '' AND passages.article_id IN (SELECT unnest($article_ids::VARCHAR[]))
ORDER BY passages.article_id, passages.position
