-- Weeks with articles, oldest first.
SELECT week, is_complete, n_articles FROM v_weeks ORDER BY week
