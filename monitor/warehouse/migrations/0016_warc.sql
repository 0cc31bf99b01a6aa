-- Archives that were read, so that an interrupted one goes on and a finished one is not read again.
CREATE TABLE warc_files (
    file VARCHAR, sha256 VARCHAR, filter_hash VARCHAR, n_bytes BIGINT, n_bytes_read BIGINT, n_member_records BIGINT, done BOOLEAN,
    n_records BIGINT, n_kept BIGINT, n_other_record BIGINT, n_bad_address BIGINT, n_bad_time BIGINT, n_other_outlet BIGINT, n_not_ok BIGINT,
    n_not_html BIGINT, n_too_large BIGINT, n_unreadable BIGINT, n_damaged BIGINT, n_other_topic BIGINT, n_repeated BIGINT, n_removed BIGINT,
    first_at TIMESTAMPTZ, last_at TIMESTAMPTZ, read_at TIMESTAMPTZ, fault VARCHAR
);
COMMENT ON TABLE warc_files IS 'One row per WARC file that was read, or is being read: n_records is the sum of the other counts of records (operational)';
COMMENT ON COLUMN warc_files.file IS 'Path of the file, the key';
COMMENT ON COLUMN warc_files.sha256 IS 'SHA-256 of its bytes: a file with the same bytes that was read to its end is not read again, wherever it lies';
COMMENT ON COLUMN warc_files.filter_hash IS 'Hash of what pages were kept by; under another one the file is read again';
COMMENT ON COLUMN warc_files.n_bytes IS 'Bytes of the file';
COMMENT ON COLUMN warc_files.n_bytes_read IS 'Where reading goes on after an interruption: offset of a gzip member, or in a file that is not packed of the next record; n_bytes once it is done';
COMMENT ON COLUMN warc_files.n_member_records IS 'Records of that gzip member that were read';
COMMENT ON COLUMN warc_files.done IS 'Whether it was read to its end';
COMMENT ON COLUMN warc_files.n_records IS 'Records read';
COMMENT ON COLUMN warc_files.n_kept IS 'Pages that were new and are rows of fetches now';
COMMENT ON COLUMN warc_files.n_other_record IS 'Records that hold no answer: requests, metadata, revisits ...';
COMMENT ON COLUMN warc_files.n_bad_address IS 'Answers whose WARC-Target-URI is no http or https URL';
COMMENT ON COLUMN warc_files.n_bad_time IS 'Answers whose WARC-Date cannot be read or lies in the future';
COMMENT ON COLUMN warc_files.n_other_outlet IS 'Answers of hosts of no outlet of the outlets'' file (collect.warc.known_outlets_only)';
COMMENT ON COLUMN warc_files.n_not_ok IS 'Answers with an HTTP status other than 200';
COMMENT ON COLUMN warc_files.n_not_html IS 'Answers that are no HTML';
COMMENT ON COLUMN warc_files.n_too_large IS 'Pages larger than collect.max_bytes';
COMMENT ON COLUMN warc_files.n_unreadable IS 'Pages that are empty, cut short, or packed in a way that is not known';
COMMENT ON COLUMN warc_files.n_damaged IS 'Records whose own headers or length are wrong';
COMMENT ON COLUMN warc_files.n_other_topic IS 'Pages without a subject word and a dispute word of one topic (collect.warc.topics_only)';
COMMENT ON COLUMN warc_files.n_repeated IS 'Pages that were known, byte for byte, under the same URL';
COMMENT ON COLUMN warc_files.n_removed IS 'Pages of articles that were removed on request: see removals';
COMMENT ON COLUMN warc_files.first_at IS 'Earliest WARC-Date of a page kept (UTC)';
COMMENT ON COLUMN warc_files.last_at IS 'Latest WARC-Date of a page kept (UTC)';
COMMENT ON COLUMN warc_files.read_at IS 'When it was last read (UTC, wall clock)';
COMMENT ON COLUMN warc_files.fault IS 'Why it could not be read to its end, as a sentence; what came before was kept';

COMMENT ON COLUMN fetches.attempted_at IS 'When (UTC, the run''s clock; for a page from an archive when the archive''s crawler asked, WARC-Date)';
COMMENT ON COLUMN links.first_seen_at IS 'When the collector first saw it (UTC, the run''s clock); for a page from an archive WARC-Date';
