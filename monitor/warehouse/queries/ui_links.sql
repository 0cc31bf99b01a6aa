-- Outlets with what their feeds named and what could be fetched of it.
WITH attempts AS (
    SELECT
        outlet_id,
        count(DISTINCT url) FILTER (WHERE kind IN ('page', 'row') AND outcome IN ('ok', 'not_modified')) AS pages,
        count(*) FILTER (WHERE outcome NOT IN ('ok', 'not_modified')) AS failed_attempts
    FROM fetches
    GROUP BY outlet_id
), named AS (
    SELECT outlet_id, count(*) AS links, CAST(max(first_seen_at) AT TIME ZONE 'UTC' AS DATE) AS newest_link
    FROM links
    GROUP BY outlet_id
)
SELECT
    o.country, o.name AS outlet, array_to_string(o.languages, ', ') AS languages, o.ownership, coalesce(n.links, 0) AS links,
    coalesce(a.pages, 0) AS pages, coalesce(a.failed_attempts, 0) AS failed_attempts, n.newest_link
FROM outlets AS o
LEFT JOIN named AS n USING (outlet_id)
LEFT JOIN attempts AS a USING (outlet_id)
ORDER BY o.country, o.name
