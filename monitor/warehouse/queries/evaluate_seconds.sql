-- Seconds of the latest run of each stage.
SELECT stage, arg_max(seconds, started_at) AS seconds FROM stage_runs GROUP BY stage ORDER BY min(started_at)
