-- What the newest readable answer of each feed or sitemap gave for the next conditional request, and where an index is kept.
SELECT url, etag, last_modified, warc_file, warc_offset
FROM fetches
WHERE kind = 'feed' AND outcome = 'ok'
QUALIFY row_number() OVER (PARTITION BY url ORDER BY attempted_at DESC, fetch_id) = 1
ORDER BY url
