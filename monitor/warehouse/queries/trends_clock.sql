-- First and last moment at which the collector looked; without fetches, at which it saw an article.
WITH looked AS (SELECT min(attempted_at) AS started_at, max(attempted_at) AS stopped_at FROM fetches),
saw AS (SELECT min(first_seen_at) AS started_at, max(first_seen_at) AS stopped_at FROM articles)
SELECT
    epoch_us(coalesce(looked.started_at, saw.started_at)) AS started_us,
    epoch_us(coalesce(looked.stopped_at, saw.stopped_at)) AS stopped_us
FROM looked CROSS JOIN saw
