-- Ranges overlap: filter on last_week before counting rows or averaging.
CREATE OR REPLACE VIEW v_country_gap_history AS
SELECT
    d.range_start AS first_week, strftime(d.range_start, '%G-W%V') AS first_week_label,
    d.range_stop AS last_week, strftime(d.range_stop, '%G-W%V') AS last_week_label,
    d.side_a AS country_a, a.country_en AS country_a_en, a.country_zh AS country_a_zh,
    d.side_b AS country_b, b.country_en AS country_b_en, b.country_zh AS country_b_zh,
    d.frame_id AS frame, f.frame_en, f.frame_zh, d.estimate_a AS share_a, d.estimate_b AS share_b,
    d.difference, d.lo AS difference_low, d.hi AS difference_high, d.q, coalesce(d.q <= 0.05 AND d.lo * d.hi > 0, false) AS is_clear,
    d.n_articles_a, d.n_articles_b, d.n_outlets_a, d.n_outlets_b, d.n_stories, d.method, d.reason AS note, d.caveat,
    d.least_without_outlet, d.most_without_outlet, d.picked_lo AS picked_low, d.picked_hi AS picked_high, d.scorer_id AS scorer
FROM frame_differences AS d
LEFT JOIN v_places AS a ON a.country = d.side_a
LEFT JOIN v_places AS b ON b.country = d.side_b
LEFT JOIN v_frames AS f ON f.frame = d.frame_id
WHERE d.contrast = 'country' AND d.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND d.scorer_id = current_scorer_id();
COMMENT ON VIEW v_country_gap_history IS 'How far two places are apart on a frame over every range of weeks that was estimated: each report has its own, up to its week';
COMMENT ON COLUMN v_country_gap_history.first_week IS 'Monday of the first week';
COMMENT ON COLUMN v_country_gap_history.first_week_label IS 'ISO label of the first week';
COMMENT ON COLUMN v_country_gap_history.last_week IS 'Monday of the last week (included)';
COMMENT ON COLUMN v_country_gap_history.last_week_label IS 'ISO label of the last week';
COMMENT ON COLUMN v_country_gap_history.country_a IS 'One place, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_country_gap_history.country_a_en IS 'Its name in English';
COMMENT ON COLUMN v_country_gap_history.country_a_zh IS 'Its name in Chinese';
COMMENT ON COLUMN v_country_gap_history.country_b IS 'The other place';
COMMENT ON COLUMN v_country_gap_history.country_b_en IS 'Its name in English';
COMMENT ON COLUMN v_country_gap_history.country_b_zh IS 'Its name in Chinese';
COMMENT ON COLUMN v_country_gap_history.frame IS 'Id of the frame';
COMMENT ON COLUMN v_country_gap_history.frame_en IS 'Frame in English';
COMMENT ON COLUMN v_country_gap_history.frame_zh IS 'Frame in Chinese';
COMMENT ON COLUMN v_country_gap_history.share_a IS 'Share of articles with the frame in the first place, 0 to 1';
COMMENT ON COLUMN v_country_gap_history.share_b IS 'Share in the other';
COMMENT ON COLUMN v_country_gap_history.difference IS 'share_a - share_b; null when withheld';
COMMENT ON COLUMN v_country_gap_history.difference_low IS 'Lower end of its 95% interval, stories as clusters';
COMMENT ON COLUMN v_country_gap_history.difference_high IS 'Upper end';
COMMENT ON COLUMN v_country_gap_history.q IS 'p value adjusted over all pairs and frames';
COMMENT ON COLUMN v_country_gap_history.is_clear IS 'True when q is at most 0.05 and the interval excludes no difference';
COMMENT ON COLUMN v_country_gap_history.n_articles_a IS 'Articles in the first place';
COMMENT ON COLUMN v_country_gap_history.n_articles_b IS 'Articles in the other';
COMMENT ON COLUMN v_country_gap_history.n_outlets_a IS 'Outlets in the first place';
COMMENT ON COLUMN v_country_gap_history.n_outlets_b IS 'Outlets in the other';
COMMENT ON COLUMN v_country_gap_history.n_stories IS 'Stories of both';
COMMENT ON COLUMN v_country_gap_history.method IS 'ppi, ppi-weeks-pooled, transported or uncorrected: that of the side that was corrected less well';
COMMENT ON COLUMN v_country_gap_history.note IS 'Why it is uncorrected or withheld';
COMMENT ON COLUMN v_country_gap_history.caveat IS 'What to keep in mind of it, or null';
COMMENT ON COLUMN v_country_gap_history.least_without_outlet IS 'Least difference when any one outlet is left out';
COMMENT ON COLUMN v_country_gap_history.most_without_outlet IS 'Largest difference when any one outlet is left out';
COMMENT ON COLUMN v_country_gap_history.picked_low IS 'Lower end of an interval that holds for all pairs and frames at once: for whichever is picked as a headline';
COMMENT ON COLUMN v_country_gap_history.picked_high IS 'Upper end';
COMMENT ON COLUMN v_country_gap_history.scorer IS 'Scorer behind it';
