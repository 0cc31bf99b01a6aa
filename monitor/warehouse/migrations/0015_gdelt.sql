-- What GDELT was asked, and what came of it: a window or file that was not measured is never taken for one without coverage.
CREATE TABLE gdelt_windows (
    query_hash VARCHAR, starts_at TIMESTAMPTZ, stops_at TIMESTAMPTZ, query VARCHAR, topic_id VARCHAR, language VARCHAR, country VARCHAR,
    outcome VARCHAR, measured BOOLEAN, truncated BOOLEAN, n_records BIGINT, n_kept BIGINT, n_left_out BIGINT, n_unusable BIGINT,
    n_repaired BIGINT, n_asked BIGINT, asked_at TIMESTAMPTZ, seconds DOUBLE, reason VARCHAR
);
COMMENT ON TABLE gdelt_windows IS 'One row per query and window of time asked of GDELT''s DOC 2.0 API: its newest answer. Time in no measured window is unknown, not empty';
COMMENT ON COLUMN gdelt_windows.query_hash IS 'Hash of the query, key together with starts_at and stops_at';
COMMENT ON COLUMN gdelt_windows.starts_at IS 'Start of the window (UTC)';
COMMENT ON COLUMN gdelt_windows.stops_at IS 'End of the window (UTC, not included)';
COMMENT ON COLUMN gdelt_windows.query IS 'The query as it was sent';
COMMENT ON COLUMN gdelt_windows.topic_id IS 'Topic whose keywords it asks for';
COMMENT ON COLUMN gdelt_windows.language IS 'Language of the articles asked for: en or zh';
COMMENT ON COLUMN gdelt_windows.country IS 'Country or territory of the outlets asked for, ISO 3166-1 alpha-3; null: all';
COMMENT ON COLUMN gdelt_windows.outcome IS 'ok; split (as many records as GDELT ever gives: its halves were asked); or why there is no answer: throttled, bad_query, too_short, beyond_archive, text, html, empty_body, invalid_json, timeout, http_error, connection_error ...';
COMMENT ON COLUMN gdelt_windows.measured IS 'Whether the answer says what GDELT knows of this window: outcome ok. Then n_records 0 means that GDELT knows of none; a split window is measured by its halves';
COMMENT ON COLUMN gdelt_windows.truncated IS 'The least window was full: there may be more than its records';
COMMENT ON COLUMN gdelt_windows.n_records IS 'Records in the answer; null where there was none';
COMMENT ON COLUMN gdelt_windows.n_kept IS 'Of these, records that are links now';
COMMENT ON COLUMN gdelt_windows.n_left_out IS 'Of these, records whose title holds no keyword (collect.gdelt.title_words)';
COMMENT ON COLUMN gdelt_windows.n_unusable IS 'Of these, records without a usable address';
COMMENT ON COLUMN gdelt_windows.n_repaired IS 'Characters of the answer that had to be mended before it could be read';
COMMENT ON COLUMN gdelt_windows.n_asked IS 'Times it was asked, over all runs';
COMMENT ON COLUMN gdelt_windows.asked_at IS 'When it was last asked (UTC, wall clock)';
COMMENT ON COLUMN gdelt_windows.seconds IS 'Seconds the last answer took';
COMMENT ON COLUMN gdelt_windows.reason IS 'What went wrong and what can be done, as a sentence';

CREATE TABLE gdelt_files (
    file VARCHAR, stream VARCHAR, starts_at TIMESTAMPTZ, filter_hash VARCHAR, outcome VARCHAR, n_bytes BIGINT, md5 VARCHAR, checked_by VARCHAR,
    n_lines BIGINT, n_kept BIGINT, n_left_out BIGINT, n_broken BIGINT, asked_at TIMESTAMPTZ, seconds DOUBLE, reason VARCHAR
);
COMMENT ON TABLE gdelt_files IS 'One row per 15-minute file of GDELT''s Global Knowledge Graph 2.1 that was asked for. Time without a row of outcome ok is unknown, not empty';
COMMENT ON COLUMN gdelt_files.file IS 'Name of the file, the key';
COMMENT ON COLUMN gdelt_files.stream IS 'english or translation (what GDELT translated into English)';
COMMENT ON COLUMN gdelt_files.starts_at IS 'Time in its name (UTC)';
COMMENT ON COLUMN gdelt_files.filter_hash IS 'Hash of what records were kept by; under another one the file is read again';
COMMENT ON COLUMN gdelt_files.outcome IS 'ok, missing (GDELT has no such file), checksum (not the bytes that GDELT names), bad_zip, too_large, or what went wrong on the way';
COMMENT ON COLUMN gdelt_files.n_bytes IS 'Bytes of the file, packed';
COMMENT ON COLUMN gdelt_files.md5 IS 'MD5 of the file';
COMMENT ON COLUMN gdelt_files.checked_by IS 'What its MD5 was compared with: list (GDELT''s list of files), header (x-goog-hash), or zip (nothing: the CRC-32 inside the archive alone)';
COMMENT ON COLUMN gdelt_files.n_lines IS 'Lines in it: the sum of kept, left out and broken ones';
COMMENT ON COLUMN gdelt_files.n_kept IS 'Lines that are links now';
COMMENT ON COLUMN gdelt_files.n_left_out IS 'Lines that the filter does not keep, and those without a usable address';
COMMENT ON COLUMN gdelt_files.n_broken IS 'Lines that could not be read: see source_unmapped, set gdelt-gkg';
COMMENT ON COLUMN gdelt_files.asked_at IS 'When it was asked for (UTC, wall clock)';
COMMENT ON COLUMN gdelt_files.seconds IS 'Seconds to fetch and read it';
COMMENT ON COLUMN gdelt_files.reason IS 'What went wrong and what can be done, as a sentence';

CREATE TABLE gdelt_links (link_id VARCHAR, found_by VARCHAR, found_in VARCHAR, seen_at TIMESTAMPTZ, language VARCHAR, country VARCHAR);
COMMENT ON TABLE gdelt_links IS 'One row per link that GDELT named: what GDELT says of it. The first that named it counts';
COMMENT ON COLUMN gdelt_links.link_id IS 'Link, the key';
COMMENT ON COLUMN gdelt_links.found_by IS 'doc (DOC 2.0 API) or gkg (bulk file)';
COMMENT ON COLUMN gdelt_links.found_in IS 'query_hash of gdelt_windows, or file of gdelt_files';
COMMENT ON COLUMN gdelt_links.seen_at IS 'When GDELT saw the page (UTC, to a quarter of an hour): not when it was published';
COMMENT ON COLUMN gdelt_links.language IS 'Language as GDELT gives it: a name (doc) or ISO 639-3 code (gkg)';
COMMENT ON COLUMN gdelt_links.country IS 'Country of the outlet as GDELT names it (doc); null in bulk files, which do not say';

COMMENT ON COLUMN links.outlet_id IS 'Outlet whose feed named it, whose row it is, or whose domain GDELT gives';
COMMENT ON COLUMN links.feed_url IS 'Feed that named it first; null for articles of files (see source_rows) and for links from GDELT (see gdelt_links)';
COMMENT ON COLUMN links.language_hint IS 'Language the feed is declared to be in, or that GDELT found; BCP 47';
COMMENT ON COLUMN links.title_hint IS 'Title as the feed or GDELT gave it';
COMMENT ON COLUMN links.published_hint IS 'Time of publication as the feed gave it (UTC); for links from GDELT what the page states of itself, where GDELT notes that and it lies before GDELT saw the page';
COMMENT ON COLUMN links.first_seen_at IS 'When the collector first saw it (UTC, the run''s clock); for links from GDELT when GDELT saw it';
COMMENT ON COLUMN source_unmapped.source_set IS 'Set of the mapping, or gdelt-gkg; key together with path and row_number';
