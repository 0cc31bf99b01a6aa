-- Words that set two places apart within one language.
CREATE TABLE distinctive_terms (
    range_start DATE, range_stop DATE, language VARCHAR, side_a VARCHAR, side_b VARCHAR, text_scope VARCHAR, scorer_id VARCHAR,
    basis VARCHAR, term VARCHAR, side VARCHAR, n_articles_with_a INTEGER, n_articles_with_b INTEGER, n_articles_a INTEGER,
    n_articles_b INTEGER, n_stories INTEGER, n_stories_with INTEGER, n_outlets_with INTEGER, n_terms INTEGER, log_odds DOUBLE, lo DOUBLE,
    hi DOUBLE, z DOUBLE, p DOUBLE, q DOUBLE, example_articles VARCHAR[], method VARCHAR, reason VARCHAR
);
COMMENT ON TABLE distinctive_terms IS 'One row per pair of places, language, basis and term: the terms most distinctive of either; a pair that is not compared has one row without a term';
COMMENT ON COLUMN distinctive_terms.range_start IS 'Monday of the first week';
COMMENT ON COLUMN distinctive_terms.range_stop IS 'Monday of the last week (included)';
COMMENT ON COLUMN distinctive_terms.language IS 'Language of both sides without its script: zh is simplified and traditional together';
COMMENT ON COLUMN distinctive_terms.side_a IS 'One country or territory';
COMMENT ON COLUMN distinctive_terms.side_b IS 'The other';
COMMENT ON COLUMN distinctive_terms.text_scope IS 'title, partial or full: never mixed';
COMMENT ON COLUMN distinctive_terms.scorer_id IS 'Scorer of the articles counted';
COMMENT ON COLUMN distinctive_terms.basis IS 'all (every story of either side) or shared (stories that both tell, each with the same weight on both sides)';
COMMENT ON COLUMN distinctive_terms.term IS 'The term, as it is most often written; Chinese in simplified characters and words of the mainland; null where nothing was compared';
COMMENT ON COLUMN distinctive_terms.side IS 'The side it is distinctive of';
COMMENT ON COLUMN distinctive_terms.n_articles_with_a IS 'Articles of side a that hold the term, copies within a country counted once';
COMMENT ON COLUMN distinctive_terms.n_articles_with_b IS 'Articles of side b that hold it';
COMMENT ON COLUMN distinctive_terms.n_articles_a IS 'Articles of side a (on the stories of the basis)';
COMMENT ON COLUMN distinctive_terms.n_articles_b IS 'Articles of side b';
COMMENT ON COLUMN distinctive_terms.n_stories IS 'Stories of the basis, of both sides together';
COMMENT ON COLUMN distinctive_terms.n_stories_with IS 'Stories of the side it is distinctive of that hold the term';
COMMENT ON COLUMN distinctive_terms.n_outlets_with IS 'Outlets of that side that hold it';
COMMENT ON COLUMN distinctive_terms.n_terms IS 'Terms that were looked at in this pair and basis';
COMMENT ON COLUMN distinctive_terms.log_odds IS 'Log of the odds of the term among the words of side a over those of side b, with a Dirichlet prior (Monroe, Colaresi and Quinn 2008): above 0 where it is a''s';
COMMENT ON COLUMN distinctive_terms.lo IS 'Lower end of its 95% interval, stories as clusters';
COMMENT ON COLUMN distinctive_terms.hi IS 'Upper end';
COMMENT ON COLUMN distinctive_terms.z IS 'Its strength: the standard normal value of p, below 0 where it is distinctive of side b';
COMMENT ON COLUMN distinctive_terms.p IS 'p of one rate on both sides, by dealing whole stories out to the sides';
COMMENT ON COLUMN distinctive_terms.q IS 'p adjusted over all pairs and terms of the basis (Benjamini and Hochberg)';
COMMENT ON COLUMN distinctive_terms.example_articles IS 'Up to three articles that hold the term most often, of different stories';
COMMENT ON COLUMN distinctive_terms.method IS 'Revision of the segmentation and of the unification of words';
COMMENT ON COLUMN distinctive_terms.reason IS 'Why nothing was compared';
