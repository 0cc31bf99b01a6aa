-- Who coded how many articles, by task and language.
SELECT
    n.coder_id AS coder, n.coder_kind AS kind_of_coder, n.task, a.language, count(DISTINCT n.article_id) AS articles,
    count(*) AS judgements, count(*) FILTER (WHERE n.present) AS present
FROM annotations AS n
JOIN articles AS a USING (article_id)
GROUP BY n.coder_id, n.coder_kind, n.task, a.language
ORDER BY n.coder_kind, n.coder_id, n.task, a.language
