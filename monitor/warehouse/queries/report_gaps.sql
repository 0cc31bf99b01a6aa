-- Differences between two places on a frame over the newest range of weeks, largest first.
SELECT
    first_week, last_week, country_a, country_b, frame, frame_en, frame_zh, share_a, share_b, difference, difference_low, difference_high,
    picked_low, picked_high,
    q, is_clear, n_articles_a, n_articles_b, n_outlets_a, n_outlets_b, n_stories, method, caveat
FROM v_country_gap_history
WHERE difference IS NOT NULL AND last_week = (SELECT max(last_week) FROM v_country_gap_history WHERE last_week <= $week)
ORDER BY abs(difference) DESC, country_a, country_b, frame
