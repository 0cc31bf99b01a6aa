-- Share of those stories' articles in each place that carry a frame; frames that no place carries are left out.
SELECT
    story, country, frame, frame_en, frame_zh, position, share, n_articles, method,
    max(share) OVER sides - min(share) OVER sides AS spread
FROM v_same_story
JOIN v_frames USING (frame, frame_en, frame_zh)
WHERE list_contains($stories::VARCHAR[], story) AND share IS NOT NULL
WINDOW sides AS (PARTITION BY story, frame)
QUALIFY max(share) OVER sides > 0
ORDER BY story, spread DESC, position, country
