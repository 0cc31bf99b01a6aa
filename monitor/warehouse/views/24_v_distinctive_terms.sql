CREATE OR REPLACE VIEW v_distinctive_terms AS
SELECT
    t.range_start AS first_week, strftime(t.range_start, '%G-W%V') AS first_week_label,
    t.range_stop AS last_week, strftime(t.range_stop, '%G-W%V') AS last_week_label,
    t.language, t.basis, t.side AS country, p.country_en, p.country_zh,
    CASE WHEN t.side = t.side_a THEN t.side_b ELSE t.side_a END AS against, o.country_en AS against_en, o.country_zh AS against_zh,
    t.term, CASE WHEN t.side = t.side_a THEN t.n_articles_with_a ELSE t.n_articles_with_b END AS n_articles_with,
    CASE WHEN t.side = t.side_a THEN t.n_articles_a ELSE t.n_articles_b END AS n_articles,
    CASE WHEN t.side = t.side_a THEN t.n_articles_with_b ELSE t.n_articles_with_a END AS n_articles_with_against,
    CASE WHEN t.side = t.side_a THEN t.n_articles_b ELSE t.n_articles_a END AS n_articles_against,
    t.n_stories_with, t.n_outlets_with, abs(t.log_odds) AS log_odds,
    CASE WHEN t.side = t.side_a THEN t.lo ELSE -t.hi END AS log_odds_low, CASE WHEN t.side = t.side_a THEN t.hi ELSE -t.lo END AS log_odds_high,
    abs(t.z) AS strength, t.q, coalesce(t.q <= 0.05, false) AS is_clear, t.example_articles, t.n_terms, t.method, t.scorer_id AS scorer
FROM distinctive_terms AS t
LEFT JOIN v_places AS p ON p.country = t.side
LEFT JOIN v_places AS o ON o.country = CASE WHEN t.side = t.side_a THEN t.side_b ELSE t.side_a END
WHERE t.term IS NOT NULL AND t.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)
    AND t.scorer_id = current_scorer_id()
    AND t.range_stop = coalesce((SELECT newest_week FROM v_estimation), (SELECT max(range_stop) FROM distinctive_terms));
COMMENT ON VIEW v_distinctive_terms IS 'Words that are distinctive of one place against another, within one language, over the newest range of weeks. Pairs that were not compared have no row here: distinctive_terms says why';
COMMENT ON COLUMN v_distinctive_terms.first_week IS 'Monday of the first week';
COMMENT ON COLUMN v_distinctive_terms.first_week_label IS 'ISO label of the first week';
COMMENT ON COLUMN v_distinctive_terms.last_week IS 'Monday of the last week (included)';
COMMENT ON COLUMN v_distinctive_terms.last_week_label IS 'ISO label of the last week';
COMMENT ON COLUMN v_distinctive_terms.language IS 'Language of both, without its script';
COMMENT ON COLUMN v_distinctive_terms.basis IS 'all (every story) or shared (stories that both tell, each with the same weight on both sides)';
COMMENT ON COLUMN v_distinctive_terms.country IS 'Place that the term is distinctive of, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_distinctive_terms.country_en IS 'Its name in English';
COMMENT ON COLUMN v_distinctive_terms.country_zh IS 'Its name in Chinese';
COMMENT ON COLUMN v_distinctive_terms.against IS 'Place it is compared with';
COMMENT ON COLUMN v_distinctive_terms.against_en IS 'Its name in English';
COMMENT ON COLUMN v_distinctive_terms.against_zh IS 'Its name in Chinese';
COMMENT ON COLUMN v_distinctive_terms.term IS 'The term; Chinese in simplified characters and words of the mainland';
COMMENT ON COLUMN v_distinctive_terms.n_articles_with IS 'Articles of the place that hold the term';
COMMENT ON COLUMN v_distinctive_terms.n_articles IS 'Articles of the place';
COMMENT ON COLUMN v_distinctive_terms.n_articles_with_against IS 'Articles of the other place that hold it';
COMMENT ON COLUMN v_distinctive_terms.n_articles_against IS 'Articles of the other place';
COMMENT ON COLUMN v_distinctive_terms.n_stories_with IS 'Stories of the place that hold the term';
COMMENT ON COLUMN v_distinctive_terms.n_outlets_with IS 'Outlets of the place that hold it';
COMMENT ON COLUMN v_distinctive_terms.log_odds IS 'Log of the odds of the term among the words of the place over those of the other, with a prior';
COMMENT ON COLUMN v_distinctive_terms.log_odds_low IS 'Lower end of its 95% interval, stories as clusters';
COMMENT ON COLUMN v_distinctive_terms.log_odds_high IS 'Upper end';
COMMENT ON COLUMN v_distinctive_terms.strength IS 'Standard normal value of its p: the larger, the surer; the order to read the terms in';
COMMENT ON COLUMN v_distinctive_terms.q IS 'p value adjusted over all pairs and terms';
COMMENT ON COLUMN v_distinctive_terms.is_clear IS 'True when q is at most 0.05';
COMMENT ON COLUMN v_distinctive_terms.example_articles IS 'Up to three articles that hold the term most often';
COMMENT ON COLUMN v_distinctive_terms.n_terms IS 'Terms that were looked at';
COMMENT ON COLUMN v_distinctive_terms.method IS 'Revision of the segmentation and of the unification of words';
COMMENT ON COLUMN v_distinctive_terms.scorer IS 'Scorer of the articles counted';
