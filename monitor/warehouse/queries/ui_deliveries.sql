-- The newest sendings, recipients by the first digits of their hashes.
SELECT
    strftime(week, '%G-W%V') AS week, kind, channel, left(recipient_hash, 12) AS recipient, language, revision, outcome, detail, attempts,
    started_at, delivery_id
FROM deliveries
ORDER BY started_at DESC, delivery_id
LIMIT 50
