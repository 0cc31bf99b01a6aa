-- How many of the figures are corrected by coding, and how many are withheld: weekly shares, differences between places, searches for a change.
SELECT
    'trend' AS part, count(t.share) AS n_figures, count(t.share) FILTER (WHERE t.is_corrected) AS n_corrected,
    count(*) FILTER (WHERE t.share IS NULL) AS n_withheld
FROM v_frame_trend AS t
WHERE t.country <> 'all' AND t.week BETWEEN $first_week AND $week
UNION ALL
SELECT 'gap', count(difference), count(difference) FILTER (WHERE method <> 'uncorrected'), count(*) FILTER (WHERE difference IS NULL)
FROM v_country_gap_history
WHERE last_week = (SELECT max(last_week) FROM v_country_gap_history WHERE last_week <= $week)
UNION ALL
SELECT 'shift', count(p), count(p) FILTER (WHERE method <> 'uncorrected'), count(*) FILTER (WHERE p IS NULL)
FROM v_frame_shifts
WHERE last_week = (SELECT max(last_week) FROM v_frame_shifts WHERE last_week <= $week)
