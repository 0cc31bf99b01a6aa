-- Lasting changes that stood up to error control.
SELECT country, language, frame_id, week::VARCHAR AS week, n_articles, share_before, share_after, change, lo, hi, p
FROM frame_shifts
WHERE scorer_id = $scorer_id AND is_shift
ORDER BY p, country, frame_id
