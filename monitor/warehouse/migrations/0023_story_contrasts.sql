-- Contrasts within a story: corrected like everything else, with intervals that hold for those picked, and the passages that tell them.
ALTER TABLE story_frame_contrasts ADD COLUMN week DATE;
COMMENT ON COLUMN story_frame_contrasts.week IS 'Monday of the week in which the story was last told anywhere: the contrasts of one week and text scope are one family';
ALTER TABLE story_frame_contrasts ADD COLUMN n_outlets INTEGER;
COMMENT ON COLUMN story_frame_contrasts.n_outlets IS 'Outlets behind the articles in the country';
ALTER TABLE story_frame_contrasts ADD COLUMN n_outlets_others INTEGER;
COMMENT ON COLUMN story_frame_contrasts.n_outlets_others IS 'Outlets behind the articles elsewhere';
ALTER TABLE story_frame_contrasts ADD COLUMN share_lo DOUBLE;
COMMENT ON COLUMN story_frame_contrasts.share_lo IS 'Lower end of the 95% interval of share';
ALTER TABLE story_frame_contrasts ADD COLUMN share_hi DOUBLE;
COMMENT ON COLUMN story_frame_contrasts.share_hi IS 'Upper end';
ALTER TABLE story_frame_contrasts ADD COLUMN share_others_lo DOUBLE;
COMMENT ON COLUMN story_frame_contrasts.share_others_lo IS 'Lower end of the 95% interval of share_others';
ALTER TABLE story_frame_contrasts ADD COLUMN share_others_hi DOUBLE;
COMMENT ON COLUMN story_frame_contrasts.share_others_hi IS 'Upper end';
ALTER TABLE story_frame_contrasts ADD COLUMN p DOUBLE;
COMMENT ON COLUMN story_frame_contrasts.p IS 'Two-sided p value of no difference; null where none or all of the story''s articles carry the frame (nothing could differ), or where no interval is given';
ALTER TABLE story_frame_contrasts ADD COLUMN rank_in_story INTEGER;
COMMENT ON COLUMN story_frame_contrasts.rank_in_story IS 'From 1, the clearest of the story: by p, then by size; two sides of one difference share a rank';
ALTER TABLE story_frame_contrasts ADD COLUMN rank_in_week INTEGER;
COMMENT ON COLUMN story_frame_contrasts.rank_in_week IS 'The same among the stories of its week and text scope';
ALTER TABLE story_frame_contrasts ADD COLUMN selected BOOLEAN;
COMMENT ON COLUMN story_frame_contrasts.selected IS 'True for the contrasts of a week that are picked: those with q <= 0.05, or the 10 clearest, whichever are more';
ALTER TABLE story_frame_contrasts ADD COLUMN selected_lo DOUBLE;
COMMENT ON COLUMN story_frame_contrasts.selected_lo IS 'Lower end of the interval of a selected contrast, so wide that at most 5% of those selected are expected to miss the truth (Benjamini and Yekutieli 2005); null for the others';
ALTER TABLE story_frame_contrasts ADD COLUMN selected_hi DOUBLE;
COMMENT ON COLUMN story_frame_contrasts.selected_hi IS 'Upper end';
ALTER TABLE story_frame_contrasts ADD COLUMN caveat VARCHAR;
COMMENT ON COLUMN story_frame_contrasts.caveat IS 'What to keep in mind, as sentences: few articles or a single outlet on a side; null where there is nothing';
COMMENT ON COLUMN story_frame_contrasts.share IS 'Share of them that carry the frame; a corrected one outside 0 to 1 is cut off there; null when withheld';
COMMENT ON COLUMN story_frame_contrasts.lo IS 'Lower end of the 95% interval of this one contrast, as if no other had been looked at; null when too few articles';
COMMENT ON COLUMN story_frame_contrasts.q IS 'p adjusted over the contrasts of the same week and text scope (Benjamini and Yekutieli 2001)';
COMMENT ON COLUMN story_frame_contrasts.method IS 'As in weekly_frame_prevalence, the same for all places of a story; uncorrected where one of them cannot be corrected';

CREATE TABLE story_contrast_passages (
    story_id VARCHAR, country VARCHAR, text_scope VARCHAR, frame_id VARCHAR, scorer_id VARCHAR, is_leading BOOLEAN, rank INTEGER, article_id VARCHAR, passage_id VARCHAR,
    field VARCHAR, start INTEGER, stop INTEGER, score DOUBLE
);
COMMENT ON TABLE story_contrast_passages IS 'The passages that tell most of how a place frames a story with a selected contrast, in their own language: at most two a frame';
COMMENT ON COLUMN story_contrast_passages.story_id IS 'Story; key together with country, text_scope, frame_id, scorer_id and rank';
COMMENT ON COLUMN story_contrast_passages.country IS 'Country or territory whose articles are quoted';
COMMENT ON COLUMN story_contrast_passages.text_scope IS 'title, partial or full, as in story_frame_contrasts';
COMMENT ON COLUMN story_contrast_passages.frame_id IS 'Frame that the passages show';
COMMENT ON COLUMN story_contrast_passages.scorer_id IS 'Scorer behind it';
COMMENT ON COLUMN story_contrast_passages.is_leading IS 'True for the frame by which the country is most above the story''s others; the other rows are of frames with a selected contrast in the story, in any of its countries';
COMMENT ON COLUMN story_contrast_passages.rank IS '1 or 2, the most telling first; another article and wording before a second passage of the same';
COMMENT ON COLUMN story_contrast_passages.article_id IS 'Article quoted';
COMMENT ON COLUMN story_contrast_passages.passage_id IS 'Passage (see passages)';
COMMENT ON COLUMN story_contrast_passages.field IS 'title or body: what the offsets count in';
COMMENT ON COLUMN story_contrast_passages.start IS 'First character quoted in that field, from 0';
COMMENT ON COLUMN story_contrast_passages.stop IS 'One past the last character quoted: of a passage longer than 300 characters the first 299';
COMMENT ON COLUMN story_contrast_passages.score IS 'Score of the passage on the scorer''s own scale';
