-- What counts as gold under $coder_kinds and $codebook_version, decided judgements only, with language and story (the article itself where it
-- has none).
SELECT
    gold.article_id, gold.frame_id, gold.present, coalesce(articles.language, 'unknown') AS language,
    coalesce(members.story_id, gold.article_id) AS cluster
FROM gold_judgements($coder_kinds, $codebook_version) AS gold
JOIN articles ON articles.article_id = gold.article_id
LEFT JOIN story_members AS members ON members.article_id = gold.article_id
WHERE gold.present IS NOT NULL
ORDER BY gold.article_id, gold.frame_id
