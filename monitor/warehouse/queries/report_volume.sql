-- Articles on topic of each place in the week, against the complete weeks before that are drawn (up to eight).
WITH counted AS (
    SELECT v.country, v.week, count(*) AS n
    FROM v_articles AS v
    WHERE v.week BETWEEN $week - INTERVAL 56 DAY AND $week AND v.is_relevant
    GROUP BY ALL
),
cells AS (
    SELECT p.country, w.week, coalesce(c.n, 0) AS n
    FROM (SELECT DISTINCT country FROM counted) AS p
    CROSS JOIN (SELECT week FROM v_weeks WHERE is_complete AND week BETWEEN $week - INTERVAL 56 DAY AND $week - INTERVAL 7 DAY UNION SELECT $week::DATE) AS w
    LEFT JOIN counted AS c ON c.country = p.country AND c.week = w.week
)
SELECT
    country, coalesce(max(n) FILTER (WHERE week = $week), 0)::INTEGER AS n_now,
    (median(n) FILTER (WHERE week < $week))::DOUBLE AS n_usual, (min(n) FILTER (WHERE week < $week))::INTEGER AS n_least,
    (max(n) FILTER (WHERE week < $week))::INTEGER AS n_most, count(*) FILTER (WHERE week < $week)::INTEGER AS n_weeks
FROM cells
GROUP BY country
ORDER BY country
