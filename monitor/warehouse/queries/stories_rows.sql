-- The rows of stories: labels and disputes from the registered table story_labels, counts from the members.
SELECT
    l.story_id, any_value(l.label_en) AS label_en, any_value(l.label_zh) AS label_zh, any_value(l.dispute_id) AS dispute_id,
    any_value(l.dispute_label_en) AS dispute_label_en, any_value(l.dispute_label_zh) AS dispute_label_zh,
    min(a.published_at) AS first_published_at, max(a.published_at) AS last_published_at,
    count(*)::INTEGER AS n_articles, count(DISTINCT a.outlet_id)::INTEGER AS n_outlets,
    list_sort(list(DISTINCT a.country)) AS countries, list_sort(list(DISTINCT a.language)) AS languages
FROM story_labels AS l
JOIN story_members AS m ON m.story_id = l.story_id
JOIN articles AS a ON a.article_id = m.article_id
GROUP BY l.story_id
ORDER BY l.story_id
