-- The title of $article_ids and the first $sentences sentences of the body; an article without a passage has no row.
SELECT
    article_id,
    coalesce(any_value(text) FILTER (field = 'title'), '') AS title,
    coalesce(list(text ORDER BY position) FILTER (field = 'body'), []) AS sentences
FROM passages
WHERE position <= $sentences AND trim(text) != '' AND article_id IN (SELECT unnest($article_ids::VARCHAR[]))
GROUP BY article_id
ORDER BY article_id
