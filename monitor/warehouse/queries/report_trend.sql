-- Share of each place's articles that carry a frame, week by week.
SELECT
    t.frame, t.frame_en, t.frame_zh, f.position, t.country, t.week, t.share, t.share_low, t.share_high, t.n_articles, t.n_stories,
    t.n_outlets, t.n_coded, t.method, t.is_corrected, t.is_complete
FROM v_frame_trend AS t
JOIN v_frames AS f USING (frame)
WHERE t.country <> 'all' AND t.share IS NOT NULL AND t.week BETWEEN $first_week AND $week
ORDER BY f.position, t.country, t.week
