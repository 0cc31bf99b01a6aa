-- How far two places frame apart over all frames together, farthest first, and the frame that adds most to it; where an interval could be given.
WITH newest AS (
    SELECT *
    FROM country_divergence
    WHERE contrast = 'country' AND text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)
        AND scorer_id = current_scorer_id()
        AND range_stop = (SELECT max(range_stop) FROM country_divergence WHERE range_stop <= $week)
),
driving AS (
    SELECT side_a, side_b, max_by(frame_id, part) AS frame
    FROM country_divergence_frames
    SEMI JOIN newest USING (range_start, range_stop, contrast, side_a, side_b, text_scope, scorer_id)
    GROUP BY ALL
)
SELECT
    n.side_a AS country_a, n.side_b AS country_b, greatest(n.divergence, 0) AS divergence, n.lo AS divergence_low, n.hi AS divergence_high, n.q,
    coalesce(n.q <= 0.05, false) AS is_clear, f.frame_en, f.frame_zh, n.n_articles_a, n.n_articles_b, n.n_outlets_a, n.n_outlets_b,
    n.n_frames, n.n_frames_corrected, n.method, n.caveat
FROM newest AS n
JOIN driving USING (side_a, side_b)
JOIN v_frames AS f ON f.frame = driving.frame
WHERE n.divergence IS NOT NULL AND n.lo IS NOT NULL
ORDER BY n.divergence DESC, n.side_a, n.side_b
