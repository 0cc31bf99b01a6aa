-- Lasting changes that stand up to error control, as of the newest complete week.
SELECT
    coalesce(p.country_en, s.country) AS country_or_territory, f.frame_en AS frame, strftime(s.week, '%G-W%V') AS since_week,
    round(100 * s.share_before, 1) AS percent_before, round(100 * s.share_after, 1) AS percent_after, round(100 * s.change, 1) AS points,
    round(100 * s.lo, 1) AS low, round(100 * s.hi, 1) AS high, round(s.p, 4) AS family_wise_p, s.n_articles AS articles, s.method
FROM frame_shifts AS s
LEFT JOIN v_places AS p USING (country)
LEFT JOIN v_frames AS f ON f.frame = s.frame_id
WHERE s.is_shift AND s.scorer_id = current_scorer_id() AND s.range_stop = (SELECT newest_week FROM v_estimation)
ORDER BY s.p, country_or_territory, frame
