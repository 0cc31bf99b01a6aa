-- Pages that are kept under the addresses $urls, by their bytes.
SELECT DISTINCT url, sha256, attempted_at
FROM fetches
WHERE kind = 'page' AND outcome = 'ok' AND url IN (SELECT unnest($urls))
ORDER BY url, attempted_at, sha256
