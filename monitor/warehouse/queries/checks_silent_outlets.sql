-- Every outlet with the newest link its feeds have shown, and whether they have been silent for the seven days before the last poll.
-- Outlets whose links all come from elsewhere (GDELT, files) have no feeds to be silent.
WITH last_poll AS (SELECT max(attempted_at) AS at FROM fetches WHERE kind = 'feed')
SELECT
    outlets.outlet_id, outlets.name, outlets.country, CAST(max(links.first_seen_at) FILTER (links.feed_url IS NOT NULL) AT TIME ZONE 'UTC' AS DATE) AS newest_link,
    CAST(last_poll.at AT TIME ZONE 'UTC' AS DATE) AS last_poll,
    coalesce(coalesce(max(links.first_seen_at) FILTER (links.feed_url IS NOT NULL), TIMESTAMPTZ '1970-01-01') < last_poll.at - INTERVAL 7 DAYS, false) AS is_silent
FROM outlets
LEFT JOIN links ON links.outlet_id = outlets.outlet_id
CROSS JOIN last_poll
GROUP BY outlets.outlet_id, outlets.name, outlets.country, last_poll.at
HAVING count(links.link_id) = 0 OR count(links.feed_url) > 0
ORDER BY outlets.outlet_id
