-- Krippendorff's alpha between coders, all frames together.
SELECT coders, language, n_articles, alpha, lo, hi
FROM coder_agreement
WHERE frame_id = 'all' AND codebook_version = (SELECT codebook_version FROM v_current_scorer)
ORDER BY coders, language
