-- What the newest readable answer of each feed gave for the next conditional request.
SELECT url, etag, last_modified
FROM fetches
WHERE kind = 'feed' AND outcome = 'ok'
QUALIFY row_number() OVER (PARTITION BY url ORDER BY attempted_at DESC, fetch_id) = 1
ORDER BY url
