-- The three most frequent frames of each country or territory, by the scorer alone (uncorrected), over all weeks.
WITH scored AS (
    SELECT country_en, frames_en FROM v_articles WHERE is_relevant
), carried AS (
    SELECT country_en, unnest(frames_en) AS frame FROM scored
), totals AS (
    SELECT country_en, count(*) AS relevant FROM scored GROUP BY country_en
)
SELECT
    carried.country_en AS country_or_territory, carried.frame, count(*) AS articles, totals.relevant AS of_relevant,
    round(100.0 * count(*) / totals.relevant, 1) AS percent
FROM carried
JOIN totals USING (country_en)
GROUP BY carried.country_en, carried.frame, totals.relevant
QUALIFY row_number() OVER (PARTITION BY carried.country_en ORDER BY count(*) DESC, carried.frame) <= 3
ORDER BY carried.country_en, articles DESC, carried.frame
