-- Coverage that comes in files: which were read, where each row stands, what could not be mapped, and which days a set covers.
CREATE TABLE source_files (
    source_set VARCHAR, path VARCHAR, sha256 VARCHAR, mapping_hash VARCHAR, n_rows BIGINT, n_loaded BIGINT, n_repeated BIGINT,
    n_left_out BIGINT, n_unmapped BIGINT, n_without_country BIGINT, first_published_at TIMESTAMPTZ, last_published_at TIMESTAMPTZ
);
COMMENT ON TABLE source_files IS 'One row per set and file that was read: n_rows is the sum of loaded, repeated, left out and unmapped rows';
COMMENT ON COLUMN source_files.source_set IS 'Set of the mapping; key together with path';
COMMENT ON COLUMN source_files.path IS 'Path of the file, relative to collect.files_root; an archive counts as one file';
COMMENT ON COLUMN source_files.sha256 IS 'SHA-256 of its bytes: while it and the mapping stay the same the file is not read again';
COMMENT ON COLUMN source_files.mapping_hash IS 'Hash of the set''s mapping';
COMMENT ON COLUMN source_files.n_rows IS 'Rows in the file, without headers and empty lines';
COMMENT ON COLUMN source_files.n_loaded IS 'Rows that gave an article or a new text of one';
COMMENT ON COLUMN source_files.n_repeated IS 'Rows with an article and a text that were known before';
COMMENT ON COLUMN source_files.n_left_out IS 'Rows that the mapping does not keep';
COMMENT ON COLUMN source_files.n_unmapped IS 'Rows that could not be mapped: see source_unmapped';
COMMENT ON COLUMN source_files.n_without_country IS 'Loaded rows of which neither the row nor an outlet says the country or territory';
COMMENT ON COLUMN source_files.first_published_at IS 'Earliest time of publication of its rows (UTC)';
COMMENT ON COLUMN source_files.last_published_at IS 'Latest time of publication of its rows (UTC)';

CREATE TABLE source_rows (
    fetch_id VARCHAR, link_id VARCHAR, source_set VARCHAR, path VARCHAR, row_number BIGINT, text_hash VARCHAR, seen_at TIMESTAMPTZ
);
COMMENT ON TABLE source_rows IS 'One row per row of a file that was loaded: where a text of an article stands';
COMMENT ON COLUMN source_rows.fetch_id IS 'Row of fetches with the raw record, the key';
COMMENT ON COLUMN source_rows.link_id IS 'Link, and the article made from it';
COMMENT ON COLUMN source_rows.source_set IS 'Set of the mapping';
COMMENT ON COLUMN source_rows.path IS 'Path of the file relative to collect.files_root, with the member of an archive behind it';
COMMENT ON COLUMN source_rows.row_number IS 'Number of the row, from 1, as a person counts in the file (a header is row 1); 1 for a page';
COMMENT ON COLUMN source_rows.text_hash IS 'Hash of what the row says';
COMMENT ON COLUMN source_rows.seen_at IS 'When it was seen (UTC): by the row''s own account, else the moment of the import';

CREATE TABLE source_unmapped (
    source_set VARCHAR, file VARCHAR, path VARCHAR, row_number BIGINT, kind VARCHAR, reason VARCHAR
);
COMMENT ON TABLE source_unmapped IS 'One row per row of a file that could not be mapped, with the reason; the rest of the file was loaded';
COMMENT ON COLUMN source_unmapped.source_set IS 'Set of the mapping; key together with path and row_number';
COMMENT ON COLUMN source_unmapped.file IS 'File it was found in: path of source_files';
COMMENT ON COLUMN source_unmapped.path IS 'The same, with the member of an archive behind it';
COMMENT ON COLUMN source_unmapped.row_number IS 'Number of the row, from 1, as a person counts in the file; null for what is wrong with a file as a whole';
COMMENT ON COLUMN source_unmapped.kind IS 'What is wrong in one word: no_title, bad_time, bad_json, bad_csv, bad_url, no_outlet, too_large, encoding, missing_column, unreadable, outside ...';
COMMENT ON COLUMN source_unmapped.reason IS 'What is wrong, as a sentence';

CREATE TABLE coverage_windows (source_set VARCHAR, starts_at TIMESTAMPTZ, stops_at TIMESTAMPTZ);
COMMENT ON TABLE coverage_windows IS 'One row per set of files: the time that it covers wholly, as declared, else from the day of its first row to the day of its last';
COMMENT ON COLUMN coverage_windows.source_set IS 'Set of the mapping, the key';
COMMENT ON COLUMN coverage_windows.starts_at IS 'Start of its first day (UTC)';
COMMENT ON COLUMN coverage_windows.stops_at IS 'End of its last day (UTC, not included)';

COMMENT ON TABLE links IS 'One row per discovered URL of an article, or per article of a file';
COMMENT ON COLUMN links.url IS 'Canonical URL; a urn that is no address for an article of a file that names none';
COMMENT ON COLUMN links.outlet_id IS 'Outlet whose feed named it, or whose row it is';
COMMENT ON COLUMN links.feed_url IS 'Feed that named it first; null for articles of files (see source_rows)';
COMMENT ON COLUMN fetches.kind IS 'feed, page, or row (a row of a file)';
COMMENT ON COLUMN articles.published_method IS 'Where that time came from: page, page_day (a day alone: noon there), feed, row, row_day (a file''s row; a day alone: noon) or first_seen';
