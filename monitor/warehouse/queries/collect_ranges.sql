-- Sitemaps that were asked while going back, and for which ranges of time.
SELECT url, reach_from, reach_until, attempted_at, outcome, status
FROM fetches
WHERE kind = 'feed' AND reach_from IS NOT NULL
ORDER BY attempted_at, url
