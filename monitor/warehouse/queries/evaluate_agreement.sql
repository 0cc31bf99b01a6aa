-- Krippendorff's alpha over all frames, by set of coders and language.
SELECT coders, language, n_articles AS n, alpha, lo, hi FROM coder_agreement WHERE frame_id = 'all' ORDER BY coders, language
