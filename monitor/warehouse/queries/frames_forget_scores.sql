-- Rows of $scorer_id about $article_ids.
DELETE FROM frame_scores
WHERE scorer_id = $scorer_id AND article_id IN (SELECT unnest($article_ids::VARCHAR[]))
