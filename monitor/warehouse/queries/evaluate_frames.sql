-- Micro and macro F1 of a scorer by coder and language.
SELECT
    coder_id, coder_kind, language, any_value(n_articles) AS n,
    max(f1) FILTER (frame_id = 'micro') AS micro_f1,
    max(f1_lo) FILTER (frame_id = 'micro') AS micro_lo,
    max(f1_hi) FILTER (frame_id = 'micro') AS micro_hi,
    max(f1) FILTER (frame_id = 'macro') AS macro_f1
FROM frame_quality
WHERE scorer_id = $scorer_id AND frame_id IN ('micro', 'macro')
GROUP BY coder_id, coder_kind, language
ORDER BY coder_id, language
