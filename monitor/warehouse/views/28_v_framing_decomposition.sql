-- The two resolutions are two answers to one question, not two differences: filter on resolution.
CREATE OR REPLACE VIEW v_framing_decomposition AS
SELECT
    d.range_start AS first_week, strftime(d.range_start, '%G-W%V') AS first_week_label,
    d.range_stop AS last_week, strftime(d.range_stop, '%G-W%V') AS last_week_label, d.resolution,
    d.side_a AS country_a, a.country_en AS country_a_en, a.country_zh AS country_a_zh,
    d.side_b AS country_b, b.country_en AS country_b_en, b.country_zh AS country_b_zh, d.frame_id AS frame, f.frame_en, f.frame_zh,
    d.difference, d.difference_lo AS difference_low, d.difference_hi AS difference_high, g.q,
    coalesce(g.is_clear AND (d.difference_lo > 0 OR d.difference_hi < 0), false) AS is_clear,
    d.unshared, d.unshared_lo AS unshared_low, d.unshared_hi AS unshared_high, d.agenda, d.agenda_lo AS agenda_low, d.agenda_hi AS agenda_high,
    d.framing, d.framing_lo AS framing_low, d.framing_hi AS framing_high, d.n_articles_a, d.n_articles_b, d.n_shared, d.n_shared_a, d.n_shared_b,
    d.method, d.reason AS note, g.caveat, d.scorer_id AS scorer
FROM framing_decomposition AS d
LEFT JOIN v_country_gap_history AS g
    ON g.last_week = d.range_stop AND g.country_a = d.side_a AND g.country_b = d.side_b AND g.frame = d.frame_id
LEFT JOIN v_places AS a ON a.country = d.side_a
LEFT JOIN v_places AS b ON b.country = d.side_b
LEFT JOIN v_frames AS f ON f.frame = d.frame_id
WHERE d.contrast = 'country' AND d.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND d.scorer_id = current_scorer_id()
    AND d.range_stop = coalesce((SELECT newest_week FROM v_estimation), (SELECT max(range_stop) FROM framing_decomposition));
COMMENT ON VIEW v_framing_decomposition IS 'Which part of a difference between two places is other stories, other attention to the same ones, or the same ones told otherwise; over the newest range of weeks. The articles behind it: v_articles of both places and these weeks';
COMMENT ON COLUMN v_framing_decomposition.first_week IS 'Monday of the first week';
COMMENT ON COLUMN v_framing_decomposition.first_week_label IS 'ISO label of the first week';
COMMENT ON COLUMN v_framing_decomposition.last_week IS 'Monday of the last week (included)';
COMMENT ON COLUMN v_framing_decomposition.last_week_label IS 'ISO label of the last week';
COMMENT ON COLUMN v_framing_decomposition.resolution IS 'What counts as the same event: story, or dispute (related stories summed up)';
COMMENT ON COLUMN v_framing_decomposition.country_a IS 'One place, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_framing_decomposition.country_a_en IS 'Its name in English';
COMMENT ON COLUMN v_framing_decomposition.country_a_zh IS 'Its name in Chinese';
COMMENT ON COLUMN v_framing_decomposition.country_b IS 'The other place';
COMMENT ON COLUMN v_framing_decomposition.country_b_en IS 'Its name in English';
COMMENT ON COLUMN v_framing_decomposition.country_b_zh IS 'Its name in Chinese';
COMMENT ON COLUMN v_framing_decomposition.frame IS 'Id of the frame';
COMMENT ON COLUMN v_framing_decomposition.frame_en IS 'Frame in English';
COMMENT ON COLUMN v_framing_decomposition.frame_zh IS 'Frame in Chinese';
COMMENT ON COLUMN v_framing_decomposition.difference IS 'Share in country_a less share in country_b: the sum of the three parts; null where it was not split';
COMMENT ON COLUMN v_framing_decomposition.difference_low IS 'Lower end of its 95% interval';
COMMENT ON COLUMN v_framing_decomposition.difference_high IS 'Upper end';
COMMENT ON COLUMN v_framing_decomposition.q IS 'p value of the whole difference, adjusted over all pairs and frames, as in v_country_gap';
COMMENT ON COLUMN v_framing_decomposition.is_clear IS 'True when that q is at most 0.05 and neither its interval nor this one holds no difference; the interval is wider where disputes are the events';
COMMENT ON COLUMN v_framing_decomposition.unshared IS 'Part due to stories that only one of the two tells';
COMMENT ON COLUMN v_framing_decomposition.unshared_low IS 'Lower end of its 95% interval';
COMMENT ON COLUMN v_framing_decomposition.unshared_high IS 'Upper end';
COMMENT ON COLUMN v_framing_decomposition.agenda IS 'Part due to other attention to the stories that both tell';
COMMENT ON COLUMN v_framing_decomposition.agenda_low IS 'Lower end of its 95% interval';
COMMENT ON COLUMN v_framing_decomposition.agenda_high IS 'Upper end';
COMMENT ON COLUMN v_framing_decomposition.framing IS 'Part due to telling the stories that both tell with other frames';
COMMENT ON COLUMN v_framing_decomposition.framing_low IS 'Lower end of its 95% interval';
COMMENT ON COLUMN v_framing_decomposition.framing_high IS 'Upper end';
COMMENT ON COLUMN v_framing_decomposition.n_articles_a IS 'Articles in country_a';
COMMENT ON COLUMN v_framing_decomposition.n_articles_b IS 'Articles in country_b';
COMMENT ON COLUMN v_framing_decomposition.n_shared IS 'Stories or disputes that both tell';
COMMENT ON COLUMN v_framing_decomposition.n_shared_a IS 'Articles in country_a on these';
COMMENT ON COLUMN v_framing_decomposition.n_shared_b IS 'Articles in country_b on these';
COMMENT ON COLUMN v_framing_decomposition.method IS 'How the shares were corrected, as in v_country_gap';
COMMENT ON COLUMN v_framing_decomposition.note IS 'Why it was not split, or is uncorrected';
COMMENT ON COLUMN v_framing_decomposition.caveat IS 'What to keep in mind of the difference, or null';
COMMENT ON COLUMN v_framing_decomposition.scorer IS 'Scorer behind it';
