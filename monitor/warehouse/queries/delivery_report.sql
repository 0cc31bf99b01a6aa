-- The report files of a week as they stand.
SELECT language, format, file, sha256, coalesce(revision, 1) AS revision
FROM reports
WHERE week = $week
ORDER BY language, format
