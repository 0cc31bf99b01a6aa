-- The largest stories.
SELECT
    label_en AS story, label_zh AS story_in_chinese, n_articles AS articles, n_outlets AS outlets,
    array_to_string(list_sort(countries), ', ') AS countries, array_to_string(list_sort(languages), ', ') AS languages,
    CAST(first_published_at AT TIME ZONE 'UTC' AS DATE) AS first_day, CAST(last_published_at AT TIME ZONE 'UTC' AS DATE) AS last_day
FROM stories
ORDER BY n_articles DESC, story_id
LIMIT 15
