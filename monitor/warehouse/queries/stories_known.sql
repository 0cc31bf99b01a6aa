-- Every story id there ever was, with the labels and the dispute of those that stand.
SELECT
    coalesce(s.story_id, e.story_id) AS story_id, s.story_id IS NOT NULL AS stands, coalesce(s.label_en, '') AS label_en,
    coalesce(s.label_zh, '') AS label_zh, coalesce(s.dispute_id, '') AS dispute_id
FROM stories AS s
FULL JOIN (SELECT DISTINCT story_id FROM story_events) AS e ON e.story_id = s.story_id
ORDER BY story_id
