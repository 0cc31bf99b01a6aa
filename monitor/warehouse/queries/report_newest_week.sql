-- The newest complete week of the newest estimates.
SELECT newest_week::VARCHAR AS week FROM v_estimation WHERE newest_week IS NOT NULL
