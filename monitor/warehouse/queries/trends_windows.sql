-- From when to when was looked: by the collector (first to last attempt), and in each set of files.
SELECT epoch_us(min(attempted_at)) AS started_us, epoch_us(max(attempted_at)) AS stopped_us
FROM fetches
WHERE kind IS DISTINCT FROM 'row'
HAVING count(*) > 0
UNION ALL
SELECT epoch_us(starts_at), epoch_us(stops_at)
FROM coverage_windows
ORDER BY started_us, stopped_us
