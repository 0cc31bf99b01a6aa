-- How framing moves and differs.
CREATE TABLE weekly_frame_prevalence (
    week DATE, country VARCHAR, language VARCHAR, ownership VARCHAR, audience VARCHAR, text_scope VARCHAR, panel VARCHAR, frame_id VARCHAR,
    scorer_id VARCHAR, weighting VARCHAR, n_articles INTEGER, n_stories INTEGER, n_outlets INTEGER, n_gold INTEGER, estimate DOUBLE, lo DOUBLE,
    hi DOUBLE, method VARCHAR, complete BOOLEAN, reason VARCHAR
);
COMMENT ON TABLE weekly_frame_prevalence IS 'One row per week, place, language ... and frame: the share of articles that carry the frame, with its interval';
COMMENT ON COLUMN weekly_frame_prevalence.week IS 'Monday (UTC) of the ISO week';
COMMENT ON COLUMN weekly_frame_prevalence.country IS 'Country or territory of the outlets, or all';
COMMENT ON COLUMN weekly_frame_prevalence.language IS 'Language, or all';
COMMENT ON COLUMN weekly_frame_prevalence.ownership IS 'Ownership of the outlets, or all';
COMMENT ON COLUMN weekly_frame_prevalence.audience IS 'Audience, or all';
COMMENT ON COLUMN weekly_frame_prevalence.text_scope IS 'title, partial or full: never mixed';
COMMENT ON COLUMN weekly_frame_prevalence.panel IS 'all outlets, or fixed (those that published in every week compared; only those weeks)';
COMMENT ON COLUMN weekly_frame_prevalence.frame_id IS 'Frame';
COMMENT ON COLUMN weekly_frame_prevalence.scorer_id IS 'Scorer behind it';
COMMENT ON COLUMN weekly_frame_prevalence.weighting IS 'article (copies within a country count once), story (each story counts once) or copy (every copy counts)';
COMMENT ON COLUMN weekly_frame_prevalence.n_articles IS 'Articles in the estimate';
COMMENT ON COLUMN weekly_frame_prevalence.n_stories IS 'Stories in the estimate';
COMMENT ON COLUMN weekly_frame_prevalence.n_outlets IS 'Outlets in the estimate';
COMMENT ON COLUMN weekly_frame_prevalence.n_gold IS 'Articles among them that were coded';
COMMENT ON COLUMN weekly_frame_prevalence.estimate IS 'Estimated share, 0 to 1 (a corrected one outside is cut off there)';
COMMENT ON COLUMN weekly_frame_prevalence.lo IS 'Lower end of the 95% interval, stories as clusters; null when it cannot be given';
COMMENT ON COLUMN weekly_frame_prevalence.hi IS 'Upper end of the 95% interval';
COMMENT ON COLUMN weekly_frame_prevalence.method IS 'ppi, ppi-weeks-pooled, transported or uncorrected';
COMMENT ON COLUMN weekly_frame_prevalence.complete IS 'False when the week was not yet over or was only partly collected';
COMMENT ON COLUMN weekly_frame_prevalence.reason IS 'Why it is uncorrected or has no interval, as a sentence';

CREATE TABLE frame_differences (
    range_start DATE, range_stop DATE, contrast VARCHAR, side_a VARCHAR, side_b VARCHAR, text_scope VARCHAR, frame_id VARCHAR, scorer_id VARCHAR,
    n_articles_a INTEGER, n_articles_b INTEGER, n_outlets_a INTEGER, n_outlets_b INTEGER, n_stories INTEGER, estimate_a DOUBLE, estimate_b DOUBLE,
    difference DOUBLE, lo DOUBLE, hi DOUBLE, p DOUBLE, q DOUBLE, method VARCHAR, reason VARCHAR
);
COMMENT ON TABLE frame_differences IS 'One row per range of weeks, pair of sides and frame: the difference of shares, side a minus side b';
COMMENT ON COLUMN frame_differences.range_start IS 'Monday of the first week';
COMMENT ON COLUMN frame_differences.range_stop IS 'Monday of the last week (included)';
COMMENT ON COLUMN frame_differences.contrast IS 'What the sides are: country, ownership, audience or language';
COMMENT ON COLUMN frame_differences.side_a IS 'One side: a country, ownership, audience or language; within a country written CHN:state';
COMMENT ON COLUMN frame_differences.side_b IS 'The other side';
COMMENT ON COLUMN frame_differences.text_scope IS 'title, partial or full';
COMMENT ON COLUMN frame_differences.frame_id IS 'Frame';
COMMENT ON COLUMN frame_differences.scorer_id IS 'Scorer behind it';
COMMENT ON COLUMN frame_differences.n_articles_a IS 'Articles of side a';
COMMENT ON COLUMN frame_differences.n_articles_b IS 'Articles of side b';
COMMENT ON COLUMN frame_differences.n_outlets_a IS 'Outlets of side a';
COMMENT ON COLUMN frame_differences.n_outlets_b IS 'Outlets of side b';
COMMENT ON COLUMN frame_differences.n_stories IS 'Stories (clusters) of both sides';
COMMENT ON COLUMN frame_differences.estimate_a IS 'Share on side a; a corrected one may lie a little outside 0 to 1';
COMMENT ON COLUMN frame_differences.estimate_b IS 'Share on side b';
COMMENT ON COLUMN frame_differences.difference IS 'estimate_a - estimate_b, null when withheld';
COMMENT ON COLUMN frame_differences.lo IS 'Lower end of the 95% interval, stories as clusters across both sides';
COMMENT ON COLUMN frame_differences.hi IS 'Upper end';
COMMENT ON COLUMN frame_differences.p IS 'Two-sided p value of no difference';
COMMENT ON COLUMN frame_differences.q IS 'p adjusted over all pairs and frames of the contrast (Benjamini and Yekutieli 2001)';
COMMENT ON COLUMN frame_differences.method IS 'ppi (both sides) or uncorrected';
COMMENT ON COLUMN frame_differences.reason IS 'Why it is uncorrected or withheld (fewer than three outlets, say)';

CREATE TABLE story_frame_contrasts (
    story_id VARCHAR, country VARCHAR, text_scope VARCHAR, frame_id VARCHAR, scorer_id VARCHAR, n_articles INTEGER, share DOUBLE, n_others INTEGER, share_others DOUBLE,
    difference DOUBLE, lo DOUBLE, hi DOUBLE, q DOUBLE, method VARCHAR, reason VARCHAR
);
COMMENT ON TABLE story_frame_contrasts IS 'One row per story told in two or more countries, country and frame: its share there against the story''s other countries';
COMMENT ON COLUMN story_frame_contrasts.story_id IS 'Story; key together with country, text_scope, frame_id and scorer_id';
COMMENT ON COLUMN story_frame_contrasts.country IS 'Country or territory';
COMMENT ON COLUMN story_frame_contrasts.text_scope IS 'title, partial or full: never mixed';
COMMENT ON COLUMN story_frame_contrasts.frame_id IS 'Frame';
COMMENT ON COLUMN story_frame_contrasts.scorer_id IS 'Scorer behind it';
COMMENT ON COLUMN story_frame_contrasts.n_articles IS 'Articles of the story in the country (copies count once)';
COMMENT ON COLUMN story_frame_contrasts.share IS 'Share of them that carry the frame';
COMMENT ON COLUMN story_frame_contrasts.n_others IS 'Articles of the story elsewhere';
COMMENT ON COLUMN story_frame_contrasts.share_others IS 'Share of those that carry the frame';
COMMENT ON COLUMN story_frame_contrasts.difference IS 'share - share_others';
COMMENT ON COLUMN story_frame_contrasts.lo IS 'Lower end of the 95% interval; null when too few articles';
COMMENT ON COLUMN story_frame_contrasts.hi IS 'Upper end';
COMMENT ON COLUMN story_frame_contrasts.q IS 'p adjusted over all contrasts looked at';
COMMENT ON COLUMN story_frame_contrasts.method IS 'ppi (every article of the story coded) or uncorrected';
COMMENT ON COLUMN story_frame_contrasts.reason IS 'Why it is uncorrected or no interval is given';

CREATE TABLE frame_shifts (
    country VARCHAR, language VARCHAR, text_scope VARCHAR, frame_id VARCHAR, scorer_id VARCHAR, week DATE, n_weeks INTEGER, n_articles INTEGER, share_before DOUBLE,
    share_after DOUBLE, change DOUBLE, lo DOUBLE, hi DOUBLE, p DOUBLE, is_shift BOOLEAN, method VARCHAR, reason VARCHAR
);
COMMENT ON TABLE frame_shifts IS 'One row per country and frame: the most likely week of a lasting change, and whether it stands up to error control';
COMMENT ON COLUMN frame_shifts.country IS 'Country or territory';
COMMENT ON COLUMN frame_shifts.language IS 'Language, or all';
COMMENT ON COLUMN frame_shifts.text_scope IS 'title, partial or full';
COMMENT ON COLUMN frame_shifts.frame_id IS 'Frame';
COMMENT ON COLUMN frame_shifts.scorer_id IS 'Scorer behind it';
COMMENT ON COLUMN frame_shifts.week IS 'First week (Monday) after the change';
COMMENT ON COLUMN frame_shifts.n_weeks IS 'Weeks looked at';
COMMENT ON COLUMN frame_shifts.n_articles IS 'Articles looked at';
COMMENT ON COLUMN frame_shifts.share_before IS 'Share before';
COMMENT ON COLUMN frame_shifts.share_after IS 'Share from that week on';
COMMENT ON COLUMN frame_shifts.change IS 'share_after - share_before';
COMMENT ON COLUMN frame_shifts.lo IS 'Lower end of the 95% interval, stories as clusters, week taken as given';
COMMENT ON COLUMN frame_shifts.hi IS 'Upper end';
COMMENT ON COLUMN frame_shifts.p IS 'p value over all weeks, countries and frames looked at (family-wise)';
COMMENT ON COLUMN frame_shifts.is_shift IS 'True when p is at most 0.05';
COMMENT ON COLUMN frame_shifts.method IS 'ppi or uncorrected';
COMMENT ON COLUMN frame_shifts.reason IS 'Why it could not be tested or is uncorrected';
