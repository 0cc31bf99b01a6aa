-- Lasting changes, largest first. They are looked for in all weeks up to the newest complete one: an earlier week does not know them yet.
WITH coverage AS (
    SELECT country, count(DISTINCT story) AS n_stories, count(DISTINCT outlet_id) AS n_outlets
    FROM v_articles
    WHERE is_relevant AND text_scope = 'full' AND week BETWEEN $first_week AND $week
    GROUP BY country
)
SELECT
    s.country, s.frame_id AS frame, f.frame_en, f.frame_zh, s.week AS since, s.share_before, s.share_after, s.change, s.lo, s.hi, s.p,
    s.n_weeks, s.n_articles, coalesce(c.n_stories, 0) AS n_stories, coalesce(c.n_outlets, 0) AS n_outlets,
    s.method
FROM frame_shifts AS s
JOIN v_frames AS f ON f.frame = s.frame_id
LEFT JOIN coverage AS c ON c.country = s.country
WHERE s.is_shift AND s.lo * s.hi > 0 AND s.language = 'all' AND s.text_scope = 'full' AND s.week BETWEEN $first_week AND $week
    AND $week >= (SELECT coalesce(max(week), $week) FROM v_weeks WHERE is_complete)
    AND s.scorer_id = (SELECT scorer FROM v_current_scorer)
ORDER BY abs(s.change) DESC, s.country, s.frame_id
