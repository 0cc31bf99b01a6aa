-- Articles coded for frames, by coder and language.
SELECT n.coder_kind, n.coder_id AS coder, a.language, count(DISTINCT n.article_id) AS n_articles
FROM annotations AS n
JOIN articles AS a USING (article_id)
WHERE n.task = 'frame'
GROUP BY ALL
ORDER BY n.coder_kind, coder, a.language
