-- For each set: from the day of its first row to the end of the day of its last.
SELECT source_set, date_trunc('day', min(first_published_at)) AS starts_at, date_trunc('day', max(last_published_at)) + INTERVAL 1 DAY AS stops_at
FROM source_files
WHERE first_published_at IS NOT NULL
GROUP BY source_set
ORDER BY source_set
