-- Every article by its id and by its canonical URL.
SELECT article_id AS name, article_id FROM articles
UNION ALL
SELECT url, article_id FROM articles WHERE url IS NOT NULL
ORDER BY name, article_id
