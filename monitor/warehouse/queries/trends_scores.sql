-- The frames that the scorer finds in each unit: what has no row counts as absent.
SELECT trend_articles.unit, list_position($frames, frame_scores.frame_id) - 1 AS frame, frame_scores.present
FROM frame_scores
JOIN trend_articles USING (article_id)
WHERE frame_scores.scorer_id = $scorer_id AND frame_scores.present AND trend_articles.is_unit AND list_contains($frames, frame_scores.frame_id)
