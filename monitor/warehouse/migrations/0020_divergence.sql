-- How far two sides frame apart, over all frames together, and which frame drives it.
CREATE TABLE country_divergence (
    range_start DATE, range_stop DATE, contrast VARCHAR, side_a VARCHAR, side_b VARCHAR, text_scope VARCHAR, scorer_id VARCHAR,
    n_articles_a INTEGER, n_articles_b INTEGER, n_stories_a INTEGER, n_stories_b INTEGER, n_outlets_a INTEGER, n_outlets_b INTEGER,
    n_frames INTEGER, n_frames_corrected INTEGER, divergence DOUBLE, lo DOUBLE, hi DOUBLE, p DOUBLE, q DOUBLE, method VARCHAR,
    reason VARCHAR, caveat VARCHAR
);
COMMENT ON TABLE country_divergence IS 'One row per pair of sides and range of weeks: how far they frame apart over all frames together';
COMMENT ON COLUMN country_divergence.range_start IS 'Monday of the first week';
COMMENT ON COLUMN country_divergence.range_stop IS 'Monday of the last week (included)';
COMMENT ON COLUMN country_divergence.contrast IS 'What the sides are: country, ownership, audience or language';
COMMENT ON COLUMN country_divergence.side_a IS 'One side; within a country written CHN:state';
COMMENT ON COLUMN country_divergence.side_b IS 'The other side';
COMMENT ON COLUMN country_divergence.text_scope IS 'title, partial or full: never mixed';
COMMENT ON COLUMN country_divergence.scorer_id IS 'Scorer behind it';
COMMENT ON COLUMN country_divergence.n_articles_a IS 'Articles of side a';
COMMENT ON COLUMN country_divergence.n_articles_b IS 'Articles of side b';
COMMENT ON COLUMN country_divergence.n_stories_a IS 'Stories of side a';
COMMENT ON COLUMN country_divergence.n_stories_b IS 'Stories of side b';
COMMENT ON COLUMN country_divergence.n_outlets_a IS 'Outlets of side a';
COMMENT ON COLUMN country_divergence.n_outlets_b IS 'Outlets of side b';
COMMENT ON COLUMN country_divergence.n_frames IS 'Frames';
COMMENT ON COLUMN country_divergence.n_frames_corrected IS 'Frames of which the shares of both sides are corrected by coding';
COMMENT ON COLUMN country_divergence.divergence IS 'Mean over frames of the Jensen-Shannon divergence of two shares, in bits: 0 alike, 1 always and never; less what noise adds, so a little below 0 at times; null when withheld';
COMMENT ON COLUMN country_divergence.lo IS 'Lower end of its 95% interval, stories as clusters';
COMMENT ON COLUMN country_divergence.hi IS 'Upper end';
COMMENT ON COLUMN country_divergence.p IS 'p of no difference in any frame, by exchanging sides over whole stories';
COMMENT ON COLUMN country_divergence.q IS 'p adjusted over all pairs and text scopes of the contrast (Benjamini and Yekutieli)';
COMMENT ON COLUMN country_divergence.method IS 'As in frame_differences, that of the frame that is corrected least well';
COMMENT ON COLUMN country_divergence.reason IS 'Why it is withheld, without interval or uncorrected';
COMMENT ON COLUMN country_divergence.caveat IS 'What to keep in mind of it, or null';
CREATE TABLE country_divergence_frames (
    range_start DATE, range_stop DATE, contrast VARCHAR, side_a VARCHAR, side_b VARCHAR, text_scope VARCHAR, frame_id VARCHAR,
    scorer_id VARCHAR, share_a DOUBLE, share_b DOUBLE, divergence DOUBLE, part DOUBLE, method VARCHAR, reason VARCHAR
);
COMMENT ON TABLE country_divergence_frames IS 'One row per pair of country_divergence and frame: what the frame adds to it';
COMMENT ON COLUMN country_divergence_frames.range_start IS 'Monday of the first week';
COMMENT ON COLUMN country_divergence_frames.range_stop IS 'Monday of the last week (included)';
COMMENT ON COLUMN country_divergence_frames.contrast IS 'What the sides are: country, ownership, audience or language';
COMMENT ON COLUMN country_divergence_frames.side_a IS 'One side; within a country written CHN:state';
COMMENT ON COLUMN country_divergence_frames.side_b IS 'The other side';
COMMENT ON COLUMN country_divergence_frames.text_scope IS 'title, partial or full: never mixed';
COMMENT ON COLUMN country_divergence_frames.frame_id IS 'Frame';
COMMENT ON COLUMN country_divergence_frames.scorer_id IS 'Scorer behind it';
COMMENT ON COLUMN country_divergence_frames.share_a IS 'Share of articles with the frame on side a, corrected as far as method says';
COMMENT ON COLUMN country_divergence_frames.share_b IS 'Share on side b';
COMMENT ON COLUMN country_divergence_frames.divergence IS 'Jensen-Shannon divergence of the two shares in bits, less what noise adds; at times a little below 0';
COMMENT ON COLUMN country_divergence_frames.part IS 'What it adds to the divergence over all frames: the parts of a pair add up to it';
COMMENT ON COLUMN country_divergence_frames.method IS 'As in frame_differences; uncorrected for both sides where one cannot be corrected';
COMMENT ON COLUMN country_divergence_frames.reason IS 'Why it is withheld or uncorrected';
