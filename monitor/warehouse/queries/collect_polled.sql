-- Feeds asked at a moment between $first and $last, so that a day is polled once.
SELECT DISTINCT url, attempted_at
FROM fetches
WHERE kind = 'feed' AND attempted_at BETWEEN $first AND $last
ORDER BY attempted_at, url
