-- Bulk files that were read to their end with the filter $filter_hash.
SELECT file FROM gdelt_files WHERE filter_hash = $filter_hash AND outcome = 'ok' ORDER BY file
