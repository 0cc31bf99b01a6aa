-- Articles that belong to the topics, by country or territory and language.
SELECT
    country_en AS country_or_territory, language, count(*) AS articles, count(*) FILTER (WHERE is_relevant) AS relevant,
    round(100.0 * count(*) FILTER (WHERE is_relevant) / count(*), 1) AS percent_relevant
FROM v_articles
GROUP BY country_en, language
ORDER BY country_en, language
