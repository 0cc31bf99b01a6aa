-- A hash for each week of what a report counts in it: articles with their story, copies, frames and relevance, coding, completeness.
WITH counted AS (
    SELECT week, sum(hash(a::VARCHAR)::HUGEINT) AS digest, count(*) AS n FROM v_articles AS a GROUP BY week
), coded AS (
    SELECT a.week, sum(hash(n::VARCHAR)::HUGEINT) AS digest
    FROM annotations AS n
    JOIN articles AS a USING (article_id)
    GROUP BY a.week
)
SELECT w.week, concat_ws('/', counted.digest, counted.n, coded.digest, w.is_complete) AS digest
FROM v_weeks AS w
JOIN counted USING (week)
LEFT JOIN coded USING (week)
ORDER BY w.week
