-- Reports as they stand, newest week first.
SELECT
    strftime(week, '%G-W%V') AS week, max(revision) AS revision, count(*) AS files, max(n_articles) AS relevant_articles
FROM reports
GROUP BY week
ORDER BY week DESC
LIMIT 26
