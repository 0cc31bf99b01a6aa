-- Where stories that are no more went, step by step to one that is there; none for those that were withdrawn or removed.
WITH RECURSIVE steps AS (
    SELECT unnest($gone::VARCHAR[]) AS story, unnest($gone::VARCHAR[]) AS at_story, 0 AS n
    UNION ALL
    SELECT s.story, e.other_story_id, s.n + 1
    FROM steps AS s
    JOIN story_events AS e ON e.story_id = s.at_story AND e.event = 'merged' AND e.other_story_id <> ''
    WHERE s.n < 50 AND NOT EXISTS (SELECT 1 FROM stories AS t WHERE t.story_id = s.at_story)
)
SELECT s.story, s.at_story AS successor
FROM steps AS s
JOIN stories AS t ON t.story_id = s.at_story
WHERE s.n > 0
QUALIFY row_number() OVER (PARTITION BY s.story ORDER BY s.n, s.at_story) = 1
ORDER BY s.story
