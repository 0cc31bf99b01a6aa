-- Which places frame apart, over all frames together, and which frame drives it?
SELECT country_a_en, country_b_en, round(divergence, 3) AS divergence, round(divergence_low, 3) AS low, round(divergence_high, 3) AS high, q,
    leading_frame_en, round(leading_part / nullif(divergence, 0), 2) AS of_it, n_articles_a, n_articles_b, n_frames_corrected, caveat
FROM v_country_divergence
WHERE divergence IS NOT NULL
ORDER BY divergence DESC, country_a, country_b
LIMIT 10
