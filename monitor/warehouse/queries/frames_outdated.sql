-- Articles scored by $scorer_id that are no longer relevant under $topic_method, or no longer there.
SELECT DISTINCT scored.article_id
FROM frame_scores AS scored
ANTI JOIN (
    SELECT article_id FROM articles SEMI JOIN (
        SELECT article_id FROM article_topics WHERE method = $topic_method AND is_relevant
    ) AS relevant USING (article_id)
) AS wanted ON wanted.article_id = scored.article_id
WHERE scored.scorer_id = $scorer_id
ORDER BY scored.article_id
