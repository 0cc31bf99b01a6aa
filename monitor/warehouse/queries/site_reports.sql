-- Reports as they stand, newest week first.
SELECT week, max(revision) AS revision, max(n_articles) AS n_articles, list_sort(list(DISTINCT file)) AS files
FROM reports
GROUP BY week
ORDER BY week DESC
