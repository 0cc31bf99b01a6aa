-- Which words do two places use that tell the same stories in the same language? The articles are in example_articles.
SELECT country_en, against_en, language, term, n_articles_with, n_articles, n_articles_with_against, n_articles_against, n_stories_with,
    round(log_odds, 1) AS log_odds, round(strength, 1) AS strength, is_clear, example_articles[1] AS an_article
FROM v_distinctive_terms
WHERE basis = 'shared'
ORDER BY strength DESC, term, country, against
LIMIT 10
