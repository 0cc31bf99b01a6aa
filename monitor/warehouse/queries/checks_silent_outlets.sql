-- Outlets that have shown no new link in the seven days before the collector's last poll.
WITH last_poll AS (SELECT max(attempted_at) AS at FROM fetches WHERE kind = 'feed')
SELECT outlets.outlet_id
FROM outlets
LEFT JOIN links ON links.outlet_id = outlets.outlet_id
CROSS JOIN last_poll
GROUP BY outlets.outlet_id, last_poll.at
HAVING coalesce(max(links.first_seen_at), TIMESTAMPTZ '1970-01-01') < last_poll.at - INTERVAL 7 DAYS
ORDER BY outlets.outlet_id
