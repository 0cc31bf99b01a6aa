-- The passages that speak most for each frame in each place on those stories; none where a gold coder denies the frame.
-- (The passages of v_evidence; looked up for the stories' articles alone, five candidates a frame and place.)
WITH told AS (
    SELECT m.story_id AS story, a.article_id, a.country, a.language, a.outlet_id, a.url
    FROM story_members AS m
    JOIN articles AS a USING (article_id)
    WHERE list_contains($stories::VARCHAR[], m.story_id)
), candidates AS (
    SELECT t.*, e.frame_id AS frame, e.passage_id, e.rank, e.score
    FROM frame_evidence AS e
    JOIN told AS t USING (article_id)
    JOIN frame_scores AS s ON s.article_id = e.article_id AND s.frame_id = e.frame_id AND s.scorer_id = e.scorer_id
    WHERE e.scorer_id = current_scorer_id() AND e.field = 'body' AND s.present
        AND NOT EXISTS (
            SELECT 1 FROM annotations AS n
            WHERE n.article_id = e.article_id AND n.task = 'frame' AND n.label = e.frame_id AND NOT n.present
                AND list_contains($coder_kinds::VARCHAR[], n.coder_kind)
        )
    QUALIFY row_number() OVER (PARTITION BY story, country, frame ORDER BY e.rank, e.score DESC, e.article_id) <= 5
)
SELECT
    c.story, c.country, c.frame, f.frame_en, f.frame_zh, left(g.text, 301) AS passage, c.language, o.name AS outlet, o.name_zh AS outlet_zh, c.url
FROM candidates AS c
JOIN passages AS g USING (passage_id)
JOIN v_frames AS f USING (frame)
LEFT JOIN outlets AS o USING (outlet_id)
WHERE length(g.text) >= CASE WHEN c.language LIKE 'zh%' THEN 14 ELSE 40 END
QUALIFY row_number() OVER (PARTITION BY c.story, c.country, c.frame ORDER BY c.rank, c.score DESC, c.article_id) = 1
ORDER BY c.story, c.country, c.score DESC, c.frame
