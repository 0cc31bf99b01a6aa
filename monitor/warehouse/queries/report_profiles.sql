-- How each place frames those stories: the frames on which the places are furthest apart.
WITH compared AS (
    SELECT
        story, country, frame, frame_en, frame_zh, position, share, n_articles, difference,
        coalesce(selected_low, difference_low) AS difference_low, coalesce(selected_high, difference_high) AS difference_high, is_clear,
        max(share) OVER sides - min(share) OVER sides AS spread
    FROM v_same_story
    JOIN v_frames USING (frame, frame_en, frame_zh)
    WHERE list_contains($stories, story) AND share IS NOT NULL
    WINDOW sides AS (PARTITION BY story, frame)
    QUALIFY max(share) OVER sides > 0
)
SELECT *
FROM compared
QUALIFY dense_rank() OVER (PARTITION BY story ORDER BY spread DESC, position) <= $n_frames
ORDER BY story, spread DESC, position, country
