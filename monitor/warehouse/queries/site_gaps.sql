-- How far two places are apart on each frame over the newest range of weeks, and its parts: other stories, other attention, other telling.
SELECT
    g.first_week, g.last_week, g.country_a, g.country_b, g.frame, g.frame_en, g.frame_zh, g.share_a, g.share_b, g.difference,
    g.difference_low, g.difference_high, g.q, g.is_clear, g.n_articles_a, g.n_articles_b, g.n_stories, g.method, g.note, g.caveat,
    d.framing, d.framing_lo AS framing_low, d.framing_hi AS framing_high, d.agenda, d.agenda_lo AS agenda_low, d.agenda_hi AS agenda_high,
    d.unshared, d.unshared_lo AS unshared_low, d.unshared_hi AS unshared_high, d.n_shared, d.reason AS not_split
FROM v_country_gap AS g
LEFT JOIN framing_decomposition AS d
    ON d.contrast = 'country' AND d.resolution = 'story' AND d.side_a = g.country_a AND d.side_b = g.country_b AND d.frame_id = g.frame
    AND d.range_start = g.first_week AND d.range_stop = g.last_week AND d.scorer_id = g.scorer
    AND d.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)
ORDER BY g.frame, g.is_clear DESC, abs(g.difference) DESC NULLS LAST, g.country_a, g.country_b
