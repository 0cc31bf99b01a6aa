-- The week's stories told in two or more places, widest first.
SELECT
    story, any_value(story_en) AS story_en, any_value(story_zh) AS story_zh, any_value(dispute_en) AS dispute_en,
    any_value(dispute_zh) AS dispute_zh, count(*) AS n_articles, count(DISTINCT outlet_id) AS n_outlets,
    count(DISTINCT country) AS n_places
FROM v_articles
WHERE week = $week AND is_relevant AND NOT is_copy AND text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND story IS NOT NULL
GROUP BY story
HAVING count(DISTINCT country) >= 2
ORDER BY n_places DESC, n_articles DESC, story
LIMIT $n_stories
