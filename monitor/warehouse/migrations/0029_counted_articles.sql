-- Which articles the estimates count, so that every n can be followed back to them.
CREATE TABLE counted_articles (scorer_id VARCHAR, article_id VARCHAR);
COMMENT ON TABLE counted_articles IS 'One row per article that the newest estimates of a scorer count: relevant, scored, and the first of its copies in its country or territory';
COMMENT ON COLUMN counted_articles.scorer_id IS 'Scorer; key together with article_id';
COMMENT ON COLUMN counted_articles.article_id IS 'Article';
COMMENT ON COLUMN weekly_frame_prevalence.n_gold IS 'Coded articles behind the correction: among these (ppi), or among all weeks'' of the same places and languages (ppi-weeks-pooled, transported; a place and language of which nearly all coding falls in the week counts with that); uncorrected: coded among these';
