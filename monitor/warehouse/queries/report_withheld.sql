-- What is not shown or not corrected, and why; and what is to be read with care.
SELECT 'gap_withheld' AS part, coalesce(note, '') AS note, count(*) AS n
FROM v_country_gap_history
WHERE difference IS NULL AND last_week = (SELECT max(last_week) FROM v_country_gap_history WHERE last_week <= $week)
GROUP BY ALL
UNION ALL
SELECT 'gap_uncorrected', coalesce(note, ''), count(*)
FROM v_country_gap_history
WHERE difference IS NOT NULL AND method = 'uncorrected'
    AND last_week = (SELECT max(last_week) FROM v_country_gap_history WHERE last_week <= $week)
GROUP BY ALL
UNION ALL
SELECT 'trend_without_interval', coalesce(note, ''), count(*)
FROM v_frame_trend
WHERE country <> 'all' AND share_low IS NULL AND week BETWEEN $first_week AND $week
GROUP BY ALL
UNION ALL
SELECT 'trend_uncorrected', coalesce(note, ''), count(*)
FROM v_frame_trend
WHERE country <> 'all' AND share_low IS NOT NULL AND NOT is_corrected AND week BETWEEN $first_week AND $week
GROUP BY ALL
UNION ALL
SELECT 'gap_caveat', caveat, count(*)
FROM v_country_gap_history
WHERE difference IS NOT NULL AND caveat IS NOT NULL AND last_week = (SELECT max(last_week) FROM v_country_gap_history WHERE last_week <= $week)
GROUP BY ALL
UNION ALL
SELECT 'trend_caveat', caveat, count(*)
FROM v_frame_trend
WHERE country <> 'all' AND share IS NOT NULL AND caveat IS NOT NULL AND week BETWEEN $first_week AND $week
GROUP BY ALL
ORDER BY part, n DESC, note
