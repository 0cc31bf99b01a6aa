-- Which stories that most places carry were not found in our sources of one place, and could that be chance?
SELECT country_en, story_en, first_published_at, n_countries_found, n_countries_elsewhere, n_articles_found, n_articles,
    round(n_expected, 1) AS expected, round(chance, 3) AS chance, q, note, caveat
FROM v_not_found_in_sources
ORDER BY chance NULLS LAST, country, story
LIMIT 10
