-- How asking for each page went: pages had, failures since the last of them, and the newest attempt.
WITH numbered AS (
    SELECT
        url, outcome, status, attempted_at,
        count(*) FILTER (outcome = 'ok') OVER (PARTITION BY url ORDER BY attempted_at DESC, fetch_id) AS n_ok_from_here,
        count(*) FILTER (outcome = 'ok') OVER (PARTITION BY url) AS n_ok,
        row_number() OVER (PARTITION BY url ORDER BY attempted_at DESC, fetch_id) AS age
    FROM fetches
    WHERE kind = 'page'
)
SELECT
    url,
    max(n_ok) AS n_ok,
    count(*) FILTER (n_ok_from_here = 0) AS n_failed,
    max(outcome) FILTER (age = 1) AS outcome,
    max(status) FILTER (age = 1) AS status,
    max(attempted_at) FILTER (age = 1) AS attempted_at
FROM numbered
GROUP BY url
ORDER BY url
