CREATE OR REPLACE VIEW v_country_divergence AS
WITH newest AS (
    SELECT *
    FROM country_divergence
    WHERE contrast = 'country' AND text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)
        AND scorer_id = current_scorer_id()
        AND range_stop = coalesce((SELECT newest_week FROM v_estimation), (SELECT max(range_stop) FROM country_divergence))
),
driving AS (
    SELECT side_a, side_b, max_by(frame_id, part) AS frame, max(part) AS part
    FROM country_divergence_frames
    SEMI JOIN newest USING (range_start, range_stop, contrast, side_a, side_b, text_scope, scorer_id)
    GROUP BY ALL
)
SELECT
    d.range_start AS first_week, strftime(d.range_start, '%G-W%V') AS first_week_label,
    d.range_stop AS last_week, strftime(d.range_stop, '%G-W%V') AS last_week_label,
    d.side_a AS country_a, a.country_en AS country_a_en, a.country_zh AS country_a_zh,
    d.side_b AS country_b, b.country_en AS country_b_en, b.country_zh AS country_b_zh,
    greatest(d.divergence, 0) AS divergence, d.lo AS divergence_low, d.hi AS divergence_high, d.q, coalesce(d.q <= 0.05 AND d.lo > 0, false) AS is_clear,
    driving.frame AS leading_frame, f.frame_en AS leading_frame_en, f.frame_zh AS leading_frame_zh, greatest(driving.part, 0) AS leading_part,
    d.n_articles_a, d.n_articles_b, d.n_stories_a, d.n_stories_b, d.n_outlets_a, d.n_outlets_b, d.n_frames, d.n_frames_corrected,
    d.method, d.reason AS note, d.caveat, d.scorer_id AS scorer
FROM newest AS d
LEFT JOIN driving USING (side_a, side_b)
LEFT JOIN v_places AS a ON a.country = d.side_a
LEFT JOIN v_places AS b ON b.country = d.side_b
LEFT JOIN v_frames AS f ON f.frame = driving.frame;
COMMENT ON VIEW v_country_divergence IS 'How far two places frame apart over all frames together, over the newest range of weeks, and which frame drives it';
COMMENT ON COLUMN v_country_divergence.first_week IS 'Monday of the first week';
COMMENT ON COLUMN v_country_divergence.first_week_label IS 'ISO label of the first week';
COMMENT ON COLUMN v_country_divergence.last_week IS 'Monday of the last week (included)';
COMMENT ON COLUMN v_country_divergence.last_week_label IS 'ISO label of the last week';
COMMENT ON COLUMN v_country_divergence.country_a IS 'One place, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_country_divergence.country_a_en IS 'Its name in English';
COMMENT ON COLUMN v_country_divergence.country_a_zh IS 'Its name in Chinese';
COMMENT ON COLUMN v_country_divergence.country_b IS 'The other place';
COMMENT ON COLUMN v_country_divergence.country_b_en IS 'Its name in English';
COMMENT ON COLUMN v_country_divergence.country_b_zh IS 'Its name in Chinese';
COMMENT ON COLUMN v_country_divergence.divergence IS 'Mean over frames of the Jensen-Shannon divergence of two shares, in bits, 0 to 1, less what noise adds (cut off at 0); null when withheld';
COMMENT ON COLUMN v_country_divergence.divergence_low IS 'Lower end of its 95% interval, stories as clusters';
COMMENT ON COLUMN v_country_divergence.divergence_high IS 'Upper end';
COMMENT ON COLUMN v_country_divergence.q IS 'p value adjusted over all pairs';
COMMENT ON COLUMN v_country_divergence.is_clear IS 'True when q is at most 0.05 and the interval excludes no distance';
COMMENT ON COLUMN v_country_divergence.leading_frame IS 'Id of the frame that adds most to it';
COMMENT ON COLUMN v_country_divergence.leading_frame_en IS 'That frame in English';
COMMENT ON COLUMN v_country_divergence.leading_frame_zh IS 'That frame in Chinese';
COMMENT ON COLUMN v_country_divergence.leading_part IS 'How much of the divergence it adds';
COMMENT ON COLUMN v_country_divergence.n_articles_a IS 'Articles in the first place';
COMMENT ON COLUMN v_country_divergence.n_articles_b IS 'Articles in the other';
COMMENT ON COLUMN v_country_divergence.n_stories_a IS 'Stories in the first place';
COMMENT ON COLUMN v_country_divergence.n_stories_b IS 'Stories in the other';
COMMENT ON COLUMN v_country_divergence.n_outlets_a IS 'Outlets in the first place';
COMMENT ON COLUMN v_country_divergence.n_outlets_b IS 'Outlets in the other';
COMMENT ON COLUMN v_country_divergence.n_frames IS 'Frames';
COMMENT ON COLUMN v_country_divergence.n_frames_corrected IS 'Frames that are corrected by coding, on both sides';
COMMENT ON COLUMN v_country_divergence.method IS 'ppi, ppi-weeks-pooled, transported or uncorrected: that of the frame that is corrected least well';
COMMENT ON COLUMN v_country_divergence.note IS 'Why it is uncorrected, without interval or withheld';
COMMENT ON COLUMN v_country_divergence.caveat IS 'What to keep in mind of it, or null';
COMMENT ON COLUMN v_country_divergence.scorer IS 'Scorer behind it';
