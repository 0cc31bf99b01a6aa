-- Clear contrasts on the week's stories: one place against everywhere else that tells the story, largest first; intervals hold for those picked.
WITH clear AS MATERIALIZED (
    SELECT * FROM v_same_story WHERE is_clear
),
told AS (
    SELECT m.story_id AS story, count(DISTINCT a.outlet_id) AS n_outlets
    FROM story_members AS m
    JOIN articles AS a USING (article_id)
    WHERE m.story_id IN (SELECT story FROM clear) AND a.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)
        AND a.week <= $week AND EXISTS (
            SELECT 1
            FROM article_topics AS t
            JOIN current_topics() AS v ON v.topic = t.topic_id AND v.method = t.method
            WHERE t.article_id = a.article_id AND t.is_relevant
        )
    GROUP BY m.story_id
    HAVING max(a.week) = $week
)
SELECT
    s.story, s.story_en, s.story_zh, s.country, s.frame, s.frame_en, s.frame_zh, s.share, s.share_elsewhere, s.difference,
    s.selected_low AS difference_low, s.selected_high AS difference_high, s.q, s.n_articles, s.n_articles_elsewhere, t.n_outlets, s.method
FROM clear AS s
JOIN told AS t USING (story)
ORDER BY abs(s.difference) DESC, s.story, s.country, s.frame
