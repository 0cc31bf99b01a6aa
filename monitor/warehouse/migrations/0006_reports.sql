-- What was published from here.
CREATE TABLE reports (week DATE, language VARCHAR, format VARCHAR, file VARCHAR, sha256 VARCHAR, scorer_id VARCHAR, n_articles INTEGER);
COMMENT ON TABLE reports IS 'One row per report file';
COMMENT ON COLUMN reports.week IS 'Monday (UTC) of the week reported; key together with language and format';
COMMENT ON COLUMN reports.language IS 'Language of the report: en or zh';
COMMENT ON COLUMN reports.format IS 'html or md';
COMMENT ON COLUMN reports.file IS 'File name under data/reports';
COMMENT ON COLUMN reports.sha256 IS 'SHA-256 of the file';
COMMENT ON COLUMN reports.scorer_id IS 'Scorer behind its figures';
COMMENT ON COLUMN reports.n_articles IS 'Articles of the week';
