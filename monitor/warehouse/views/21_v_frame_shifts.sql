-- Each report has its own range of weeks, up to its week: filter on last_week, or on is_newest.
CREATE OR REPLACE VIEW v_frame_shifts AS
SELECT
    s.range_stop AS last_week, strftime(s.range_stop, '%G-W%V') AS last_week_label,
    coalesce(s.range_stop = (SELECT newest_week FROM v_estimation), false) AS is_newest,
    s.country, p.country_en, p.country_zh, s.frame_id AS frame, f.frame_en, f.frame_zh,
    s.week AS since_week, strftime(s.week, '%G-W%V') AS since_week_label, s.share_before, s.share_after,
    s.change, s.lo AS change_low, s.hi AS change_high, s.p, coalesce(s.is_shift AND s.lo * s.hi > 0, false) AS is_shift,
    s.n_weeks, s.n_articles, s.n_stories, s.n_outlets, s.n_articles_before, s.n_articles_after, s.n_stories_before, s.n_stories_after,
    s.n_gold AS n_coded, s.method, s.reason AS note, s.caveat,
    s.least_without_outlet, s.most_without_outlet, s.change_same_outlets, s.picked_lo AS picked_low, s.picked_hi AS picked_high, s.scorer_id AS scorer
FROM frame_shifts AS s
LEFT JOIN v_places AS p ON p.country = s.country
LEFT JOIN v_frames AS f ON f.frame = s.frame_id
WHERE s.language = 'all' AND s.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)
    AND s.scorer_id = current_scorer_id();
COMMENT ON VIEW v_frame_shifts IS 'The likeliest week of a lasting change of each frame in each place, and whether it stands up to error control over all weeks, places and frames looked at';
COMMENT ON COLUMN v_frame_shifts.last_week IS 'Monday of the last week looked at';
COMMENT ON COLUMN v_frame_shifts.last_week_label IS 'Its ISO label';
COMMENT ON COLUMN v_frame_shifts.is_newest IS 'True for the newest range of weeks';
COMMENT ON COLUMN v_frame_shifts.country IS 'Country or territory of the outlets, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_frame_shifts.country_en IS 'Country or territory in English';
COMMENT ON COLUMN v_frame_shifts.country_zh IS 'Country or territory in Chinese';
COMMENT ON COLUMN v_frame_shifts.frame IS 'Id of the frame';
COMMENT ON COLUMN v_frame_shifts.frame_en IS 'Frame in English';
COMMENT ON COLUMN v_frame_shifts.frame_zh IS 'Frame in Chinese';
COMMENT ON COLUMN v_frame_shifts.since_week IS 'Monday of the first week after the change; null where nothing was tested';
COMMENT ON COLUMN v_frame_shifts.since_week_label IS 'Its ISO label';
COMMENT ON COLUMN v_frame_shifts.share_before IS 'Share of articles with the frame before it, 0 to 1';
COMMENT ON COLUMN v_frame_shifts.share_after IS 'Share from it on';
COMMENT ON COLUMN v_frame_shifts.change IS 'share_after - share_before';
COMMENT ON COLUMN v_frame_shifts.change_low IS 'Lower end of its 95% interval, stories as clusters, the week taken as given';
COMMENT ON COLUMN v_frame_shifts.change_high IS 'Upper end';
COMMENT ON COLUMN v_frame_shifts.p IS 'p value over all weeks, places and frames looked at (family-wise)';
COMMENT ON COLUMN v_frame_shifts.is_shift IS 'True when p is at most 0.05 and the interval excludes no change';
COMMENT ON COLUMN v_frame_shifts.n_weeks IS 'Weeks looked at';
COMMENT ON COLUMN v_frame_shifts.n_articles IS 'Articles of these weeks';
COMMENT ON COLUMN v_frame_shifts.n_stories IS 'Stories of these weeks';
COMMENT ON COLUMN v_frame_shifts.n_outlets IS 'Outlets that published in these weeks';
COMMENT ON COLUMN v_frame_shifts.n_articles_before IS 'Articles before the week';
COMMENT ON COLUMN v_frame_shifts.n_articles_after IS 'Articles from the week on';
COMMENT ON COLUMN v_frame_shifts.n_stories_before IS 'Stories before the week';
COMMENT ON COLUMN v_frame_shifts.n_stories_after IS 'Stories from the week on';
COMMENT ON COLUMN v_frame_shifts.n_coded IS 'Coded articles behind the correction, of the period with fewer';
COMMENT ON COLUMN v_frame_shifts.method IS 'ppi, ppi-weeks-pooled, transported or uncorrected: that of the period that was corrected less well';
COMMENT ON COLUMN v_frame_shifts.note IS 'Why it was not tested, or is uncorrected';
COMMENT ON COLUMN v_frame_shifts.caveat IS 'What to keep in mind of it, or null';
COMMENT ON COLUMN v_frame_shifts.least_without_outlet IS 'Least change when any one outlet is left out';
COMMENT ON COLUMN v_frame_shifts.most_without_outlet IS 'Largest change when any one outlet is left out';
COMMENT ON COLUMN v_frame_shifts.change_same_outlets IS 'Change in the articles of outlets that published both before and after';
COMMENT ON COLUMN v_frame_shifts.picked_low IS 'Lower end of an interval that holds for all weeks, places and frames at once: for whichever is picked as a headline';
COMMENT ON COLUMN v_frame_shifts.picked_high IS 'Upper end';
COMMENT ON COLUMN v_frame_shifts.scorer IS 'Scorer behind it';
