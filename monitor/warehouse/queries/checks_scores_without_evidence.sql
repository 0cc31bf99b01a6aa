-- Frames that count as present in an article without a passage that shows them.
SELECT count(*) AS n
FROM frame_scores
ANTI JOIN frame_evidence USING (article_id, frame_id, scorer_id)
WHERE present
