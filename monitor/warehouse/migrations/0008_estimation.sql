-- What the estimates of now rest on, estimates as of several weeks, and revised reports.
CREATE TABLE current_estimation (scorer_id VARCHAR, topic_method VARCHAR, topic_ids VARCHAR[], text_scope VARCHAR, newest_week DATE);
COMMENT ON TABLE current_estimation IS 'One row: what the newest estimates rest on, and so what the views for people show';
COMMENT ON COLUMN current_estimation.scorer_id IS 'Scorer of the frames';
COMMENT ON COLUMN current_estimation.topic_method IS 'Method behind the relevance of articles';
COMMENT ON COLUMN current_estimation.topic_ids IS 'Topics whose articles are measured, together';
COMMENT ON COLUMN current_estimation.text_scope IS 'Texts that the views and the report show: title, partial or full';
COMMENT ON COLUMN current_estimation.newest_week IS 'Monday of the newest complete week (the newest one where none is complete)';

ALTER TABLE frame_shifts ADD COLUMN range_stop DATE;
COMMENT ON COLUMN frame_shifts.range_stop IS 'Monday of the last week looked at: the change as it could be seen then';

ALTER TABLE reports ADD COLUMN revision INTEGER;
COMMENT ON COLUMN reports.revision IS '1 for the first report of the week; one more each time its inputs had changed (a late article, a correction, other scores)';
ALTER TABLE reports ADD COLUMN input_hash VARCHAR;
COMMENT ON COLUMN reports.input_hash IS 'Hash of everything the report counts: articles, copies, stories, frames and coding of the weeks it draws';
