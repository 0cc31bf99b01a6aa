-- Units that a random sample with coding could have drawn: the weeks of which its coding can speak.
SELECT DISTINCT trend_articles.unit
FROM trend_articles
JOIN gold_population ON gold_population.article_id = trend_articles.article_id
JOIN gold_samples ON gold_samples.sample_id = gold_population.sample_id AND gold_samples.kind = 'random'
SEMI JOIN gold_coded ON gold_coded.sample_id = gold_samples.sample_id AND gold_coded.codebook_version = $codebook_version
WHERE trend_articles.is_unit
ORDER BY trend_articles.unit
