-- How many shares of coverage, and stories not found in a place's sources, were looked at, and how many of either stand up to error control.
SELECT
    'attention' AS part, count(q) AS n_tested, count(*) FILTER (WHERE q <= 0.05 AND difference_lo * difference_hi > 0) AS n_clear
FROM agenda
WHERE text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND scorer_id = current_scorer_id()
    AND range_stop = (SELECT max(range_stop) FROM agenda WHERE range_stop <= $week)
UNION ALL
SELECT 'not_found', count(q), count(*) FILTER (WHERE q <= 0.05)
FROM not_found_in_sources
WHERE scorer_id = current_scorer_id()
    AND range_stop = (SELECT max(range_stop) FROM not_found_in_sources WHERE range_stop <= $week)
ORDER BY part
