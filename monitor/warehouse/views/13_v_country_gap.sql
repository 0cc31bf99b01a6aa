CREATE OR REPLACE VIEW v_country_gap AS
SELECT *
FROM v_country_gap_history
WHERE last_week = coalesce((SELECT newest_week FROM v_estimation), (SELECT max(last_week) FROM v_country_gap_history));
COMMENT ON VIEW v_country_gap IS 'How far two places are apart on a frame over the newest range of weeks (the text scope of v_estimation)';
COMMENT ON COLUMN v_country_gap.first_week IS 'Monday of the first week';
COMMENT ON COLUMN v_country_gap.first_week_label IS 'ISO label of the first week';
COMMENT ON COLUMN v_country_gap.last_week IS 'Monday of the last week (included)';
COMMENT ON COLUMN v_country_gap.last_week_label IS 'ISO label of the last week';
COMMENT ON COLUMN v_country_gap.country_a IS 'One place, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_country_gap.country_a_en IS 'Its name in English';
COMMENT ON COLUMN v_country_gap.country_a_zh IS 'Its name in Chinese';
COMMENT ON COLUMN v_country_gap.country_b IS 'The other place';
COMMENT ON COLUMN v_country_gap.country_b_en IS 'Its name in English';
COMMENT ON COLUMN v_country_gap.country_b_zh IS 'Its name in Chinese';
COMMENT ON COLUMN v_country_gap.frame IS 'Id of the frame';
COMMENT ON COLUMN v_country_gap.frame_en IS 'Frame in English';
COMMENT ON COLUMN v_country_gap.frame_zh IS 'Frame in Chinese';
COMMENT ON COLUMN v_country_gap.share_a IS 'Share of articles with the frame in the first place, 0 to 1';
COMMENT ON COLUMN v_country_gap.share_b IS 'Share in the other';
COMMENT ON COLUMN v_country_gap.difference IS 'share_a - share_b; null when withheld';
COMMENT ON COLUMN v_country_gap.difference_low IS 'Lower end of its 95% interval, stories as clusters';
COMMENT ON COLUMN v_country_gap.difference_high IS 'Upper end';
COMMENT ON COLUMN v_country_gap.q IS 'p value adjusted over all pairs and frames';
COMMENT ON COLUMN v_country_gap.is_clear IS 'True when q is at most 0.05 and the interval excludes no difference';
COMMENT ON COLUMN v_country_gap.n_articles_a IS 'Articles in the first place';
COMMENT ON COLUMN v_country_gap.n_articles_b IS 'Articles in the other';
COMMENT ON COLUMN v_country_gap.n_outlets_a IS 'Outlets in the first place';
COMMENT ON COLUMN v_country_gap.n_outlets_b IS 'Outlets in the other';
COMMENT ON COLUMN v_country_gap.n_stories IS 'Stories of both';
COMMENT ON COLUMN v_country_gap.method IS 'ppi, ppi-weeks-pooled, transported or uncorrected: that of the side that was corrected less well';
COMMENT ON COLUMN v_country_gap.note IS 'Why it is uncorrected or withheld';
COMMENT ON COLUMN v_country_gap.caveat IS 'What to keep in mind of it, or null';
COMMENT ON COLUMN v_country_gap.least_without_outlet IS 'Least difference when any one outlet is left out';
COMMENT ON COLUMN v_country_gap.most_without_outlet IS 'Largest difference when any one outlet is left out';
COMMENT ON COLUMN v_country_gap.picked_low IS 'Lower end of an interval that holds for all pairs and frames at once: for whichever is picked as a headline';
COMMENT ON COLUMN v_country_gap.picked_high IS 'Upper end';
COMMENT ON COLUMN v_country_gap.scorer IS 'Scorer behind it';
