-- Which places are apart on which frame, over the newest range of weeks?
SELECT country_a_en, country_b_en, frame_en, round(difference, 2) AS difference, round(difference_low, 2) AS low,
    round(difference_high, 2) AS high, q, n_articles_a, n_articles_b, method, caveat
FROM v_country_gap
WHERE is_clear
ORDER BY abs(difference) DESC
LIMIT 10
