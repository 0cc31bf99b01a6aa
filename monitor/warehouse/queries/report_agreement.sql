-- Krippendorff's alpha, all frames together: every set of coders over all languages, the largest set by language too.
SELECT coders, language, n_articles, alpha, lo, hi
FROM coder_agreement
WHERE frame_id = 'all' AND codebook_version = (SELECT codebook_version FROM v_current_scorer)
QUALIFY language = 'all' OR length(coders) = max(length(coders)) OVER ()
ORDER BY language <> 'all', coders, language
