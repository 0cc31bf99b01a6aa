-- Which weeks' estimates stand, and on what: a week of which nothing changed is not estimated again.
CREATE TABLE estimated_weeks (
    scorer_id VARCHAR, table_name VARCHAR, week DATE, inputs VARCHAR, n_rows BIGINT, estimated_at TIMESTAMPTZ
);
COMMENT ON TABLE estimated_weeks IS 'One row per week and table whose rows are estimated week by week: since when its figures stand, and a hash of what they rest on';
COMMENT ON COLUMN estimated_weeks.scorer_id IS 'Scorer; key together with table_name and week';
COMMENT ON COLUMN estimated_weeks.table_name IS 'weekly_frame_prevalence (rows of the panel of all outlets) or story_frame_contrasts (stories last told in the week)';
COMMENT ON COLUMN estimated_weeks.week IS 'Monday (UTC) of the week';
COMMENT ON COLUMN estimated_weeks.inputs IS 'Hash of all the week''s figures rest on: articles of a year, stories, scores, coding, settings and code; the same figures for the same hash';
COMMENT ON COLUMN estimated_weeks.n_rows IS 'Rows that the table has of the week';
COMMENT ON COLUMN estimated_weeks.estimated_at IS 'When they were estimated (UTC)';
