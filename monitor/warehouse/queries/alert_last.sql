-- When the newest alert that reached or may have reached somebody was begun; null where there was none.
SELECT max(started_at) AS started_at FROM deliveries WHERE kind = 'alert' AND outcome IN ('sent', 'unknown', 'pending')
