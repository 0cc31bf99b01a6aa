-- Is a difference between two places framing, or other events?
SELECT country_a_en, country_b_en, frame_en, round(difference, 2) AS difference, round(unshared, 2) AS other_stories, round(agenda, 2) AS attention,
    round(framing, 2) AS framing, round(framing_low, 2) AS framing_low, round(framing_high, 2) AS framing_high, n_shared, n_articles_a, n_articles_b, method
FROM v_framing_decomposition
WHERE is_clear AND resolution = 'story'
ORDER BY abs(difference) DESC, country_a, country_b, frame
LIMIT 10
