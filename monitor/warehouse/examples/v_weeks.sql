-- Which weeks are there, and which of them are complete?
SELECT week_label, is_complete, n_articles, n_outlets
FROM v_weeks
ORDER BY week DESC
LIMIT 10
