-- Articles that need no suggestion: coded as gold already, or drawn in a random sample and to be coded for it.
SELECT article_id FROM gold_judgements($coder_kinds, $codebook_version)
UNION
SELECT article_id FROM gold_sample_articles SEMI JOIN (SELECT sample_id FROM gold_samples WHERE kind = 'random') AS random USING (sample_id)
ORDER BY article_id
