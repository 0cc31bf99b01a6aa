-- Stories that most places tell and that were not found in our sources of one, though by how much it publishes that can hardly be chance; surest first.
SELECT
    n.story_id AS story, s.label_en AS story_en, s.label_zh AS story_zh, n.country, n.n_countries_found, n.n_countries, n.n_articles_found,
    n.n_articles, n.n_outlets, n.expected, n.chance, n.q, n.caveat
FROM not_found_in_sources AS n
JOIN stories AS s USING (story_id)
WHERE n.q <= 0.05 AND n.scorer_id = current_scorer_id()
    AND n.range_stop = (SELECT max(range_stop) FROM not_found_in_sources WHERE range_stop <= $week)
ORDER BY n.q, n.n_articles_found DESC, n.story_id, n.country
LIMIT $n_attention
