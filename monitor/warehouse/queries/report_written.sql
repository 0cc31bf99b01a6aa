-- The weeks that have a report, with its revision and the hash of what it was made of.
SELECT week, max(revision) AS revision, max(input_hash) AS input_hash FROM reports GROUP BY week ORDER BY week
