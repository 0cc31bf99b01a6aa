-- Changes that stand up to error control over all countries, frames and weeks, the surest first.
SELECT
    frame_shifts.country,
    frame_shifts.language,
    frame_shifts.text_scope,
    frame_shifts.frame_id,
    frames.name_en,
    frames.name_zh,
    frame_shifts.week,
    frame_shifts.share_before,
    frame_shifts.share_after,
    frame_shifts.change,
    frame_shifts.lo,
    frame_shifts.hi,
    frame_shifts.p,
    frame_shifts.n_weeks,
    frame_shifts.n_articles,
    frame_shifts.method,
    frame_shifts.reason
FROM frame_shifts
JOIN scorers USING (scorer_id)
JOIN frames ON frames.codebook_version = scorers.codebook_version AND frames.frame_id = frame_shifts.frame_id
WHERE frame_shifts.scorer_id = $scorer_id AND frame_shifts.is_shift
    AND frame_shifts.range_stop = (SELECT max(range_stop) FROM frame_shifts WHERE scorer_id = $scorer_id)
ORDER BY frame_shifts.p, abs(frame_shifts.change) DESC, frame_shifts.country, frame_shifts.frame_id, frame_shifts.text_scope
