-- Articles of a sample in the order of coding, with what a coder needs. Nothing that a scorer said.
SELECT
    chosen.article_id, chosen.position, chosen.inclusion_probability, articles.url, articles.language, coalesce(articles.title, '') AS title,
    coalesce(articles.body, '') AS body
FROM gold_sample_articles AS chosen
JOIN articles ON articles.article_id = chosen.article_id
WHERE chosen.sample_id = $sample_id
ORDER BY chosen.position, chosen.article_id
