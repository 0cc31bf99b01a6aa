-- Clear contrasts on the week's stories: one place against everywhere else that tells the story, largest first; intervals hold for those picked.
WITH told AS (
    SELECT story, count(DISTINCT outlet_id) AS n_outlets
    FROM v_articles
    WHERE is_relevant AND text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND week <= $week
    GROUP BY story
    HAVING max(week) = $week
)
SELECT
    s.story, s.story_en, s.story_zh, s.country, s.frame, s.frame_en, s.frame_zh, s.share, s.share_elsewhere, s.difference,
    s.selected_low AS difference_low, s.selected_high AS difference_high, s.q, s.n_articles, s.n_articles_elsewhere, t.n_outlets, s.method
FROM v_same_story AS s
JOIN told AS t USING (story)
WHERE s.is_clear
ORDER BY abs(s.difference) DESC, s.story, s.country, s.frame
