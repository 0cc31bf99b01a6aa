-- Articles of every sample.
SELECT gold_samples.sample_id, gold_samples.name, chosen.article_id
FROM gold_samples
JOIN gold_sample_articles AS chosen ON chosen.sample_id = gold_samples.sample_id
ORDER BY gold_samples.sample_id, chosen.article_id
