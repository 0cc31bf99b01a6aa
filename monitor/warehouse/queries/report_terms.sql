-- Words that set two places apart within one language: those that stand up to correction for all words and pairs, surest first.
SELECT
    language, basis, side AS country, CASE WHEN side = side_a THEN side_b ELSE side_a END AS against, term,
    CASE WHEN side = side_a THEN n_articles_with_a ELSE n_articles_with_b END AS n_with,
    CASE WHEN side = side_a THEN n_articles_a ELSE n_articles_b END AS n_articles,
    CASE WHEN side = side_a THEN n_articles_with_b ELSE n_articles_with_a END AS n_with_against,
    CASE WHEN side = side_a THEN n_articles_b ELSE n_articles_a END AS n_against, n_stories_with, n_outlets_with, abs(z) AS strength, q
FROM distinctive_terms
WHERE q <= 0.05 AND text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)
    AND scorer_id = current_scorer_id()
    AND range_stop = (SELECT max(range_stop) FROM distinctive_terms WHERE range_stop <= $week)
ORDER BY language, basis, country, against, abs(z) DESC, term
