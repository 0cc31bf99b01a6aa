-- Sendings recorded so far.
SELECT count(*)::INTEGER AS n FROM deliveries
