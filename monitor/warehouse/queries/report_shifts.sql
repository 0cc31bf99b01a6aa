-- Lasting changes, largest first, as they could be seen at the week's end.
SELECT
    s.country, s.frame_id AS frame, f.frame_en, f.frame_zh, s.week AS since, s.share_before, s.share_after, s.change, s.lo, s.hi, s.picked_lo, s.picked_hi, s.p,
    s.n_weeks, s.n_articles, s.n_stories, s.n_outlets,
    s.method, s.caveat
FROM frame_shifts AS s
JOIN v_frames AS f ON f.frame = s.frame_id
WHERE s.is_shift AND s.lo * s.hi > 0 AND s.language = 'all' AND s.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND s.week BETWEEN $first_week AND $week
    AND s.range_stop = (SELECT max(range_stop) FROM frame_shifts WHERE range_stop <= $week AND scorer_id = current_scorer_id())
    AND s.scorer_id = current_scorer_id()
ORDER BY abs(s.change) DESC, s.country, s.frame_id
