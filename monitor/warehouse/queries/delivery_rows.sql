-- Sendings, the newest first.
SELECT
    delivery_id, kind, week, language, channel, recipient_hash, revision, message_id, sha256, outcome, detail, attempts, started_at, finished_at
FROM deliveries
ORDER BY started_at DESC, delivery_id
