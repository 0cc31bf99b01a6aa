-- Raw records of the URLs $urls that no other URL shares.
SELECT DISTINCT warc_file, warc_offset
FROM fetches
WHERE warc_file IS NOT NULL AND url IN (SELECT unnest($urls::VARCHAR[]))
    AND (warc_file, warc_offset) NOT IN (
        SELECT (warc_file, warc_offset) FROM fetches
        WHERE warc_file IS NOT NULL AND url NOT IN (SELECT unnest($urls::VARCHAR[]))
    )
ORDER BY warc_file, warc_offset
