-- Every outlet with a country in every week of the range: articles on anything, and whether it was down: its feeds are polled in some week, but in this
-- one they were not, or most polls failed, or nothing came of them. Outlets that never published and were never polled are left out.
WITH weeks AS (
    SELECT CAST(unnest(generate_series($range_start::TIMESTAMP, $range_stop::TIMESTAMP, INTERVAL 7 DAY)) AS DATE) AS week
),
published AS (
    SELECT outlet_id, any_value(country) AS country, week, count(*) AS n_articles
    FROM articles
    WHERE week BETWEEN $range_start AND $range_stop AND outlet_id IS NOT NULL
    GROUP BY outlet_id, week
),
polls AS (
    -- of one day's polls of a feed the best counts: the next poll brings what a failed one missed
    SELECT outlet_id, CAST(date_trunc('week', day) AS DATE) AS week, count(*) AS n_polls, count(*) FILTER (WHERE NOT answered) AS n_failed
    FROM (
        SELECT outlet_id, url, CAST(attempted_at AT TIME ZONE 'UTC' AS DATE) AS day, bool_or(outcome IN ('ok', 'not_modified')) AS answered
        FROM fetches
        WHERE kind = 'feed' AND outlet_id IS NOT NULL
        GROUP BY ALL
    )
    WHERE day >= $range_start AND day < $range_stop::DATE + 7
    GROUP BY ALL
),
known AS (
    SELECT
        outlet_id, coalesce(any_value(o.country), any_value(p.country)) AS country, outlet_id IN (SELECT outlet_id FROM polls) AS is_polled
    FROM (SELECT outlet_id FROM published UNION SELECT outlet_id FROM polls)
    LEFT JOIN outlets AS o USING (outlet_id)
    LEFT JOIN published AS p USING (outlet_id)
    GROUP BY outlet_id
)
SELECT
    known.outlet_id, known.country, weeks.week, coalesce(published.n_articles, 0) AS n_articles,
    known.is_polled
        AND (coalesce(published.n_articles, 0) = 0 OR coalesce(polls.n_polls, 0) = 0 OR 2 * polls.n_failed > polls.n_polls) AS is_down
FROM known
CROSS JOIN weeks
LEFT JOIN published ON published.outlet_id = known.outlet_id AND published.week = weeks.week
LEFT JOIN polls ON polls.outlet_id = known.outlet_id AND polls.week = weeks.week
WHERE known.country IS NOT NULL
ORDER BY known.outlet_id, weeks.week
