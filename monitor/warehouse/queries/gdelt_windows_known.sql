-- Windows that were asked with the queries $hashes, newest answer of each; a refusal older than $refused_since is forgotten.
SELECT query_hash, starts_at, stops_at, outcome, n_asked
FROM gdelt_windows
WHERE list_contains($hashes, query_hash) AND (outcome <> 'bad_query' OR asked_at >= $refused_since)
ORDER BY query_hash, starts_at, stops_at
