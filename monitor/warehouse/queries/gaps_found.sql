-- Gaps under $codebook_version and $scorer_id, largest first, each with its example passages and their addresses.
SELECT
    g.gap_id AS gap, g.rank, g.n_passages, g.share, g.n_articles, g.n_stories, g.n_outlets, g.first_week, g.last_week, g.countries, g.languages,
    g.terms_en, g.terms_zh, g.best_score, g.nearest_frames, g.nearest_distances,
    list({
        'language': a.language, 'text': p.text, 'title': a.title, 'outlet': a.outlet_id, 'url': a.url, 'passage': p.passage_id,
        'article': p.article_id
    } ORDER BY a.language LIKE 'zh%', e.rank) AS examples
FROM frame_gaps AS g
JOIN frame_gap_passages AS e
    ON e.codebook_version = g.codebook_version AND e.scorer_id = g.scorer_id AND e.gap_id = g.gap_id AND e.is_example
JOIN passages AS p ON p.passage_id = e.passage_id
JOIN articles AS a ON a.article_id = e.article_id
WHERE g.codebook_version = $codebook_version AND g.scorer_id = $scorer_id
GROUP BY ALL
ORDER BY g.rank
