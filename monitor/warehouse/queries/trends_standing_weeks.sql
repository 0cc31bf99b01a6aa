-- Weeks whose rows are as many as when they were estimated, by table, with the hash of what they rest on.
WITH found AS (
    SELECT 'weekly_frame_prevalence' AS table_name, week, count(*) AS n_rows
    FROM weekly_frame_prevalence
    WHERE scorer_id = $scorer_id AND panel = 'all'
    GROUP BY week
    UNION ALL
    SELECT 'story_frame_contrasts', week, count(*)
    FROM story_frame_contrasts
    WHERE scorer_id = $scorer_id
    GROUP BY week
)
SELECT estimated_weeks.table_name, estimated_weeks.week, estimated_weeks.inputs, estimated_weeks.n_rows, estimated_weeks.estimated_at
FROM estimated_weeks
LEFT JOIN found ON found.table_name = estimated_weeks.table_name AND found.week = estimated_weeks.week
WHERE estimated_weeks.scorer_id = $scorer_id AND coalesce(found.n_rows, 0) = estimated_weeks.n_rows
ORDER BY ALL
