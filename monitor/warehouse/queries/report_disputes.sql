-- Disputes by week: new (first article in this week or the one before), back (none in the four weeks before), growing (twice the mean of these or more),
-- fading (a quarter of it or less), and the largest of the others; each with its story that has most articles of late. Copies do not count. by_week has a
-- count for each week drawn, the newest last.
WITH told AS (
    SELECT s.dispute_id AS dispute, s.story_id AS story, v.week, count(*) AS n
    FROM v_articles AS v
    JOIN stories AS s ON s.story_id = v.story
    WHERE v.week BETWEEN $first_week AND $week AND v.is_relevant AND NOT v.is_copy AND s.dispute_id IS NOT NULL
    GROUP BY ALL
),
leading_story AS (
    -- the most told of this week; where the dispute has fewer than three articles in it, of the five weeks up to it
    SELECT dispute, story
    FROM (
        SELECT
            dispute, story, coalesce(sum(n) FILTER (WHERE week = $week), 0) AS n_now, sum(n) AS n_of_late, sum(n_now) OVER (PARTITION BY dispute) AS n_in_all
        FROM told
        WHERE week > $week - INTERVAL 35 DAY
        GROUP BY dispute, story
    )
    QUALIFY row_number() OVER (PARTITION BY dispute ORDER BY CASE WHEN n_in_all >= 3 THEN n_now END DESC NULLS LAST, n_of_late DESC, story) = 1
),
named AS (
    SELECT
        dispute_id AS dispute, any_value(dispute_label_en) AS dispute_en, any_value(dispute_label_zh) AS dispute_zh,
        count(*) AS n_stories, min(first_published_at) AS first_published_at
    FROM stories
    GROUP BY dispute_id
),
weeks AS (
    SELECT week::DATE AS week FROM generate_series((SELECT min(week) FROM told), $week::DATE, INTERVAL 7 DAY) AS s(week)
),
by_week AS (
    SELECT dispute, week, sum(n) AS n FROM told GROUP BY dispute, week
),
sized AS (
    SELECT
        d.dispute, list(coalesce(t.n, 0)::INTEGER ORDER BY w.week) AS by_week, coalesce(sum(t.n) FILTER (WHERE w.week = $week), 0)::INTEGER AS n_now,
        (coalesce(sum(t.n) FILTER (WHERE w.week >= $week - INTERVAL 28 DAY AND w.week < $week), 0) / 4)::DOUBLE AS n_usual,
        coalesce(sum(t.n), 0)::INTEGER AS n_articles
    FROM (SELECT DISTINCT dispute FROM told) AS d
    CROSS JOIN weeks AS w
    LEFT JOIN by_week AS t ON t.dispute = d.dispute AND t.week = w.week
    GROUP BY d.dispute
),
judged AS (
    SELECT
        s.*, n.* EXCLUDE (dispute), CASE
            WHEN utc_week(n.first_published_at) >= $week - INTERVAL 7 DAY
                AND (SELECT utc_week(min(first_published_at)) FROM stories) < $week - INTERVAL 7 DAY THEN 'new'
            WHEN s.n_now >= 3 AND s.n_usual = 0 THEN 'back'
            WHEN s.n_usual >= 1.5 AND s.n_now <= s.n_usual / 4 THEN 'fading'
            WHEN s.n_now >= 5 AND s.n_now >= 2 * s.n_usual THEN 'growing'
            ELSE 'steady'
        END AS state
    FROM sized AS s
    JOIN named AS n USING (dispute)
    WHERE s.n_articles >= 3 AND (s.n_now > 0 OR s.n_usual > 0)
)
SELECT
    j.state, j.dispute, j.dispute_en, j.dispute_zh, l.story, s.label_en AS story_en, s.label_zh AS story_zh,
    utc_week(j.first_published_at) AS first_week, j.n_now, j.n_usual, j.n_articles, j.n_stories, j.by_week
FROM judged AS j
JOIN leading_story AS l USING (dispute)
JOIN stories AS s ON s.story_id = l.story
QUALIFY row_number() OVER (PARTITION BY j.state ORDER BY j.n_now + j.n_usual DESC, j.dispute) <= $n_disputes
ORDER BY list_position(['new', 'back', 'growing', 'fading', 'steady'], j.state), j.n_now + j.n_usual DESC, j.dispute
