-- How well the scorer agrees with each kind of coding, by language.
SELECT
    coder, coder_kind, language, n_articles,
    max(f1) FILTER (WHERE frame = 'micro') AS f1, max(f1_low) FILTER (WHERE frame = 'micro') AS f1_low,
    max(f1_high) FILTER (WHERE frame = 'micro') AS f1_high, max(f1) FILTER (WHERE frame = 'macro') AS f1_macro,
    max(precision) FILTER (WHERE frame = 'micro') AS precision, max(recall) FILTER (WHERE frame = 'micro') AS recall
FROM v_frame_quality
WHERE frame IN ('micro', 'macro')
GROUP BY coder, coder_kind, language, n_articles
ORDER BY coder_kind, coder, language
