-- Changes found by the looks, the clearest of each look first.
SELECT week, country, frame_id, scorer_id, since, change, lo, hi, p, message_week
FROM alerts
ORDER BY week, p, abs(change) DESC, country, frame_id
