-- The passages of the week that speak most for each frame in each place; none where a gold coder denies the frame.
-- (The passages of v_evidence; looked up for the week's articles alone, some candidates a frame and place.)
WITH candidates AS (
    SELECT m.story_id AS story, a.article_id, a.country, a.language, a.outlet_id, a.url, e.frame_id AS frame, e.passage_id, e.score
    FROM articles AS a
    JOIN frame_evidence AS e USING (article_id)
    JOIN frame_scores AS s ON s.article_id = e.article_id AND s.frame_id = e.frame_id AND s.scorer_id = e.scorer_id
    LEFT JOIN story_members AS m ON m.article_id = a.article_id
    WHERE a.week = $week AND e.scorer_id = current_scorer_id() AND e.rank = 1 AND e.field = 'body' AND s.present
        AND NOT EXISTS (
            SELECT 1 FROM annotations AS n
            WHERE n.article_id = e.article_id AND n.task = 'frame' AND n.label = e.frame_id AND NOT n.present
                AND list_contains($coder_kinds::VARCHAR[], n.coder_kind)
        )
    QUALIFY row_number() OVER (PARTITION BY a.country, e.frame_id ORDER BY e.score DESC, e.article_id) <= 10 * $n_passages
), different AS (
    SELECT c.*, g.text
    FROM candidates AS c
    JOIN passages AS g USING (passage_id)
    WHERE length(g.text) >= CASE WHEN c.language LIKE 'zh%' THEN 14 ELSE 40 END
    QUALIFY row_number() OVER (PARTITION BY c.country, c.frame, g.text ORDER BY c.score DESC, c.article_id) = 1
)
SELECT d.country, d.frame, left(d.text, 301) AS passage, d.language, o.name AS outlet, o.name_zh AS outlet_zh, d.url, d.story
FROM different AS d
LEFT JOIN outlets AS o USING (outlet_id)
QUALIFY row_number() OVER (PARTITION BY d.country, d.frame ORDER BY d.score DESC, d.article_id) <= $n_passages
ORDER BY d.frame, d.country, d.score DESC, d.article_id
