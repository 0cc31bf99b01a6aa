-- Which articles the estimates count, so that every n can be followed back to them.
CREATE TABLE counted_articles (scorer_id VARCHAR, article_id VARCHAR);
COMMENT ON TABLE counted_articles IS 'One row per article that the newest estimates of a scorer count: relevant, scored, and the first of its copies in its country or territory';
COMMENT ON COLUMN counted_articles.scorer_id IS 'Scorer; key together with article_id';
COMMENT ON COLUMN counted_articles.article_id IS 'Article';
