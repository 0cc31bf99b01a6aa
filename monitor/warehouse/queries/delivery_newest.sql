-- The newest week that has a report.
SELECT max(week) AS week FROM reports
