-- On how many frames two places differ clearly (q at most 0.05), of those tested.
SELECT country_a, country_b, count(*) FILTER (WHERE is_clear) AS n_clear, count(difference) AS n_tested
FROM v_country_gap_history
WHERE last_week = (SELECT max(last_week) FROM v_country_gap_history WHERE last_week <= $week)
GROUP BY country_a, country_b
ORDER BY country_a, country_b
