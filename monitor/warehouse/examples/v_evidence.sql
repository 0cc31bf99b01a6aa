-- Which sentences show a frame, and where do they stand?
SELECT country, outlet, passage, round(probability, 2) AS probability, url, scorer
FROM v_evidence
WHERE frame = 'national_security' AND is_present AND rank = 1
ORDER BY probability DESC, article
LIMIT 10
