-- The likeliest lasting change of each country and frame, full texts, with whether it stood up to error control.
SELECT country, frame_id, week::VARCHAR AS week, n_articles, share_before, share_after, change, lo, hi, p, is_shift
FROM frame_shifts
WHERE scorer_id = $scorer_id AND language = 'all' AND text_scope = 'full'
    AND range_stop = (SELECT max(range_stop) FROM frame_shifts WHERE scorer_id = $scorer_id)
ORDER BY p, country, frame_id
