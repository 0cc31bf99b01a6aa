-- Probabilities of frames by $scorer_id.
SELECT article_id, frame_id, probability
FROM frame_scores
WHERE scorer_id = $scorer_id AND probability IS NOT NULL
ORDER BY article_id, frame_id
