-- How well the scorer agrees with each coder, by frame, all languages together; worst first below the totals.
SELECT
    coder, coder_kind AS kind_of_coder, frame_en AS frame, n_articles AS articles, n_positive AS present_by_coder,
    round(precision, 2) AS precision, round(recall, 2) AS recall, round(f1, 2) AS f1, round(f1_low, 2) AS f1_low, round(f1_high, 2) AS f1_high
FROM v_frame_quality
WHERE language = 'all'
ORDER BY coder_kind, coder, frame NOT IN ('micro', 'macro'), f1, frame_en
LIMIT 60
