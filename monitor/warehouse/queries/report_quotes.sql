-- The passages that speak most for the frames that set each place apart on those stories; none where a gold coder denies the frame.
SELECT e.story, e.country, e.frame, e.frame_en, e.frame_zh, e.passage, e.language, e.outlet, e.outlet_zh, e.url, e.article
FROM v_evidence AS e
JOIN v_same_story AS s ON s.story = e.story AND s.country = e.country AND s.frame = e.frame
WHERE list_contains($stories, e.story) AND e.is_present AND e.field = 'body' AND length(e.passage) >= CASE WHEN e.language LIKE 'zh%' THEN 14 ELSE 40 END AND e.week <= $week
    AND NOT EXISTS (
        SELECT 1 FROM annotations AS n
        WHERE n.article_id = e.article AND n.task = 'frame' AND n.label = e.frame AND NOT n.present AND list_contains($coder_kinds, n.coder_kind)
    )
QUALIFY row_number() OVER (PARTITION BY e.story, e.country, e.frame ORDER BY e.rank, e.passage_score DESC, e.article) = 1
ORDER BY e.story, e.country, s.difference DESC, e.passage_score DESC, e.frame
