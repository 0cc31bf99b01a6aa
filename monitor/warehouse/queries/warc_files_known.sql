-- Archives read so far under the filter $filter_hash, wholly or in part.
SELECT file, sha256, filter_hash, n_bytes, n_bytes_read, n_member_records, done, n_records, n_kept, n_other_record, n_bad_address, n_bad_time,
    n_other_outlet, n_not_ok, n_not_html, n_too_large, n_unreadable, n_damaged, n_other_topic, n_repeated, n_removed, first_at, last_at, read_at, fault
FROM warc_files
WHERE filter_hash = $filter_hash
ORDER BY file
