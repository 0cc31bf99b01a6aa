-- What the views for people show. Without a row (no trends estimated yet) they fall back on the scorer that scored most and on full texts.
CREATE OR REPLACE VIEW v_estimation AS
SELECT scorer_id AS scorer, topic_method, topic_ids AS topics, text_scope, newest_week, strftime(newest_week, '%G-W%V') AS newest_week_label
FROM current_estimation;
COMMENT ON VIEW v_estimation IS 'One row: what the newest estimates rest on, and so what the other views show';
COMMENT ON COLUMN v_estimation.scorer IS 'Scorer behind every figure';
COMMENT ON COLUMN v_estimation.topic_method IS 'Method behind the relevance of articles';
COMMENT ON COLUMN v_estimation.topics IS 'Topics whose articles are measured, together';
COMMENT ON COLUMN v_estimation.text_scope IS 'Texts counted: title, partial or full';
COMMENT ON COLUMN v_estimation.newest_week IS 'Monday of the newest complete week';
COMMENT ON COLUMN v_estimation.newest_week_label IS 'Its ISO label';
