-- A sample by its name or id.
SELECT sample_id, name, kind, codebook_version, n_population, n_articles
FROM gold_samples
WHERE name = $sample OR sample_id = $sample
ORDER BY name
