-- What the newest estimates rest on.
SELECT scorer_id, topic_method FROM current_estimation
