-- How the last attempt of the week on each feed and page ended.
SELECT kind, CASE outcome WHEN 'not_modified' THEN 'ok' ELSE outcome END AS outcome, count(*) AS n
FROM (
    SELECT kind, outcome
    FROM fetches
    WHERE attempted_at >= CAST($week AS TIMESTAMPTZ) AND attempted_at < CAST($week AS TIMESTAMPTZ) + INTERVAL 7 DAY
    QUALIFY row_number() OVER (PARTITION BY kind, url ORDER BY attempted_at DESC, fetch_id DESC) = 1
)
GROUP BY ALL
ORDER BY kind, n DESC, outcome
