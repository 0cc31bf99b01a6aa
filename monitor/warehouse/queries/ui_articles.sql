-- Articles by country or territory and language.
SELECT
    country_en AS country_or_territory, language, count(DISTINCT outlet_id) AS outlets, count(*) AS articles,
    count(*) FILTER (WHERE text_scope = 'full') AS full_texts, count(*) FILTER (WHERE text_scope = 'title') AS titles_only,
    count(*) FILTER (WHERE is_copy) AS copies, min(week_label) AS first_week, max(week_label) AS last_week
FROM v_articles
GROUP BY country_en, language
ORDER BY country_en, language
