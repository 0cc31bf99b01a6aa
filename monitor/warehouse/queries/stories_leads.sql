-- The title and the first $sentences sentences of $article_ids as one text; an article without a passage has no row.
SELECT article_id, left(string_agg(text, ' ' ORDER BY position), 2000) AS lead
FROM passages
WHERE position <= $sentences AND trim(text) != '' AND article_id IN (SELECT unnest($article_ids::VARCHAR[]))
GROUP BY article_id
ORDER BY article_id
