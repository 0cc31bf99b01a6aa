-- Krippendorff's alpha over all frames of one codebook version, by set of coders and language.
SELECT coders, language, n_articles AS n, alpha, lo, hi
FROM coder_agreement
WHERE codebook_version = $codebook_version AND frame_id = 'all'
ORDER BY coders, language
