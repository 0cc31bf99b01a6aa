-- Articles of the newest complete week in each of the two languages, against its earlier complete weeks (up to twelve).
-- The range is median +- 3 robust deviations. A deviation is 1.4826 times the median absolute deviation (Leys et al. 2013), but never
-- less than the root of the median, what counts vary by pure chance (Poisson): weeks that were all alike would leave no range otherwise.
WITH weeks AS (
    SELECT week, row_number() OVER (ORDER BY week DESC) AS age FROM v_weeks WHERE is_complete QUALIFY age <= 13
), counted AS (
    SELECT w.week, w.age, l.language, count(a.article_id) AS n
    FROM weeks AS w
    CROSS JOIN (VALUES ('zh'), ('en')) AS l (language)
    LEFT JOIN articles AS a ON a.week = w.week AND split_part(a.language, '-', 1) = l.language
    GROUP BY w.week, w.age, l.language
), usual AS (
    SELECT language, count(*) AS n_earlier, median(n) AS middle, greatest(1.4826 * mad(n), sqrt(median(n))) AS deviation
    FROM counted
    WHERE age > 1
    GROUP BY language
)
SELECT
    CASE counted.language WHEN 'zh' THEN 'Chinese' ELSE 'English' END AS language, strftime(counted.week, '%G-W%V') AS week, counted.n AS articles,
    coalesce(usual.n_earlier, 0) AS earlier_weeks, usual.middle AS usual, greatest(0, floor(usual.middle - 3 * usual.deviation)) AS low,
    ceil(usual.middle + 3 * usual.deviation) AS high, coalesce(usual.n_earlier, 0) >= 4 AS is_judged,
    coalesce(usual.n_earlier >= 4 AND (counted.n < low OR counted.n > high), false) AS is_outside
FROM counted
LEFT JOIN usual USING (language)
WHERE counted.age = 1
ORDER BY language
