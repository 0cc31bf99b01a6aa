-- The passages that speak most for the frames that set each place apart on those stories.
SELECT e.story, e.country, e.frame, e.frame_en, e.frame_zh, e.passage, e.language, e.outlet, e.outlet_zh, e.url, e.article
FROM v_evidence AS e
JOIN v_same_story AS s ON s.story = e.story AND s.country = e.country AND s.frame = e.frame
WHERE list_contains($stories, e.story) AND e.is_present AND e.field = 'body' AND length(e.passage) >= CASE WHEN e.language LIKE 'zh%' THEN 14 ELSE 40 END AND e.week <= $week
QUALIFY row_number() OVER (PARTITION BY e.story, e.country, e.frame ORDER BY e.rank, e.passage_score DESC, e.article) = 1
ORDER BY e.story, e.country, s.difference DESC, e.passage_score DESC, e.frame
