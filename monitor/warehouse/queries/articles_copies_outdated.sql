-- Whether an article has no row in copies yet.
SELECT count(*) AS n FROM articles ANTI JOIN copies ON copies.article_id = articles.article_id
