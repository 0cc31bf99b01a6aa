CREATE OR REPLACE VIEW v_weeks AS
WITH estimated AS (
    SELECT week, bool_or(complete) AS is_complete
    FROM weekly_frame_prevalence
    WHERE scorer_id = current_scorer_id()
    GROUP BY week
)
SELECT
    week, strftime(week, '%G-W%V') AS week_label, CAST(week + INTERVAL 6 DAY AS DATE) AS last_day,
    coalesce(any_value(e.is_complete), false) AS is_complete,
    count(*) AS n_articles, count(DISTINCT a.outlet_id) AS n_outlets
FROM articles AS a
LEFT JOIN estimated AS e USING (week)
WHERE week IS NOT NULL
GROUP BY week
ORDER BY week;
COMMENT ON VIEW v_weeks IS 'The weeks that have articles, and whether each is complete';
COMMENT ON COLUMN v_weeks.week IS 'Monday (UTC) of the ISO week';
COMMENT ON COLUMN v_weeks.week_label IS 'ISO label, e.g. 2026-W12';
COMMENT ON COLUMN v_weeks.last_day IS 'Sunday of the week';
COMMENT ON COLUMN v_weeks.is_complete IS 'False when the week was not yet over, was only partly collected, or has no estimates yet';
COMMENT ON COLUMN v_weeks.n_articles IS 'Articles of the week, off-topic ones and copies included';
COMMENT ON COLUMN v_weeks.n_outlets IS 'Outlets with an article in the week';
