-- How attempts on feeds and pages ended, the most frequent first.
SELECT kind, outcome, count(*) AS attempts, count(DISTINCT outlet_id) AS outlets, min(reason) AS example
FROM fetches
GROUP BY kind, outcome
ORDER BY attempts DESC, kind, outcome
LIMIT 20
