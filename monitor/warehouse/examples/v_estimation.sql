-- What do the newest estimates rest on? (Empty before the first estimates.)
SELECT newest_week_label, text_scope, topics, scorer
FROM v_estimation
