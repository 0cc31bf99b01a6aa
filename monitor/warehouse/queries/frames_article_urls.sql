-- Every article by its canonical URL.
SELECT url, article_id FROM articles ORDER BY url
