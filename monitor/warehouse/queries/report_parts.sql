-- Where the clear differences between two places come from, largest first: stories that one side alone tells, attention to shared ones, and how these
-- are told. Stories are taken as found, or summed up to disputes (resolution).
SELECT
    d.resolution, d.side_a AS country_a, d.side_b AS country_b, d.frame_id AS frame, g.frame_en, g.frame_zh, d.difference,
    d.unshared, d.unshared_lo AS unshared_low, d.unshared_hi AS unshared_high, d.agenda, d.agenda_lo AS agenda_low, d.agenda_hi AS agenda_high,
    d.framing, d.framing_lo AS framing_low, d.framing_hi AS framing_high, d.n_shared, d.n_articles_a, d.n_articles_b, d.method, d.reason AS note
FROM framing_decomposition AS d
JOIN v_country_gap_history AS g
    ON g.last_week = d.range_stop AND g.country_a = d.side_a AND g.country_b = d.side_b AND g.frame = d.frame_id AND g.is_clear
WHERE d.contrast = 'country' AND d.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)
    AND d.scorer_id = current_scorer_id() AND d.difference IS NOT NULL
    AND d.range_stop = (SELECT max(last_week) FROM v_country_gap_history WHERE last_week <= $week)
ORDER BY abs(d.difference) DESC, d.side_a, d.side_b, d.frame_id, d.resolution DESC
