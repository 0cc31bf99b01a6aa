-- What counts as gold, with place and language.
SELECT
    gold.article_id, gold.frame_id, gold.present, gold.basis, gold.inclusion_probability, coalesce(articles.country, 'unknown') AS country,
    coalesce(articles.language, 'unknown') AS language
FROM gold_judgements($coder_kinds, $codebook_version) AS gold
JOIN articles ON articles.article_id = gold.article_id
ORDER BY gold.article_id, gold.frame_id
