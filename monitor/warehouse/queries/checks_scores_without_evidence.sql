-- Frames that count as present in an article, and how many of them have no passage that shows them.
SELECT count(*) AS n, count(*) FILTER (WHERE evidence.article_id IS NULL) AS n_bare
FROM frame_scores
LEFT JOIN (SELECT DISTINCT article_id, frame_id, scorer_id FROM frame_evidence) AS evidence USING (article_id, frame_id, scorer_id)
WHERE present
