-- The main cut only: the text scope measured, all outlets, copies once. Other cuts (language, ownership, other scopes ...) are in weekly_frame_prevalence.
CREATE OR REPLACE VIEW v_frame_trend AS
SELECT
    t.week, strftime(t.week, '%G-W%V') AS week_label,
    t.country, p.country_en, p.country_zh, t.frame_id AS frame, f.frame_en, f.frame_zh,
    t.estimate AS share, t.lo AS share_low, t.hi AS share_high, t.n_articles, t.n_stories, t.n_outlets, t.n_gold AS n_coded,
    t.method, t.method <> 'uncorrected' AS is_corrected, t.complete AS is_complete, t.reason AS note, t.caveat,
    t.least_without_outlet, t.most_without_outlet, t.scorer_id AS scorer
FROM weekly_frame_prevalence AS t
LEFT JOIN v_places AS p ON p.country = t.country
LEFT JOIN v_frames AS f ON f.frame = t.frame_id
WHERE t.scorer_id = current_scorer_id()
    AND t.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND t.panel = 'all' AND t.weighting = 'article'
    AND t.language = 'all' AND t.ownership = 'all' AND t.audience = 'all';
COMMENT ON VIEW v_frame_trend IS 'How much of each place''s coverage carries a frame, week by week (the text scope of v_estimation, all outlets, copies within a place once)';
COMMENT ON COLUMN v_frame_trend.week IS 'Monday (UTC) of the ISO week';
COMMENT ON COLUMN v_frame_trend.week_label IS 'ISO label of the week, e.g. 2026-W12';
COMMENT ON COLUMN v_frame_trend.country IS 'Country or territory of the outlets, ISO 3166-1 alpha-3, or all';
COMMENT ON COLUMN v_frame_trend.country_en IS 'Country or territory in English';
COMMENT ON COLUMN v_frame_trend.country_zh IS 'Country or territory in Chinese';
COMMENT ON COLUMN v_frame_trend.frame IS 'Id of the frame';
COMMENT ON COLUMN v_frame_trend.frame_en IS 'Frame in English';
COMMENT ON COLUMN v_frame_trend.frame_zh IS 'Frame in Chinese';
COMMENT ON COLUMN v_frame_trend.share IS 'Share of articles that carry the frame, 0 to 1';
COMMENT ON COLUMN v_frame_trend.share_low IS 'Lower end of its 95% interval';
COMMENT ON COLUMN v_frame_trend.share_high IS 'Upper end';
COMMENT ON COLUMN v_frame_trend.n_articles IS 'Articles behind it';
COMMENT ON COLUMN v_frame_trend.n_stories IS 'Stories behind it';
COMMENT ON COLUMN v_frame_trend.n_outlets IS 'Outlets behind it';
COMMENT ON COLUMN v_frame_trend.n_coded IS 'Coded articles behind the correction (see weekly_frame_prevalence.n_gold)';
COMMENT ON COLUMN v_frame_trend.method IS 'ppi (corrected by coding of this week), ppi-weeks-pooled (by that of all weeks), transported (by that of other weeks) or uncorrected';
COMMENT ON COLUMN v_frame_trend.is_corrected IS 'True when the scorer''s errors were corrected by coding';
COMMENT ON COLUMN v_frame_trend.is_complete IS 'False when the week was not yet over or was only partly collected';
COMMENT ON COLUMN v_frame_trend.note IS 'Why it is uncorrected or has no interval';
COMMENT ON COLUMN v_frame_trend.caveat IS 'What to keep in mind of it, or null';
COMMENT ON COLUMN v_frame_trend.least_without_outlet IS 'Least share when any one outlet is left out';
COMMENT ON COLUMN v_frame_trend.most_without_outlet IS 'Largest share when any one outlet is left out';
COMMENT ON COLUMN v_frame_trend.scorer IS 'Scorer behind it';
