-- Which story or dispute gets more, or less, of a place's coverage than elsewhere?
SELECT level, event_en, country_en, round(share, 3) AS share, n_articles_on_it, n_articles, round(share_elsewhere, 3) AS elsewhere,
    round(difference, 3) AS difference, round(difference_low, 3) AS low, round(difference_high, 3) AS high, q, caveat
FROM v_agenda
WHERE note IS NULL
ORDER BY q, abs(difference) DESC, level, event, country
LIMIT 10
