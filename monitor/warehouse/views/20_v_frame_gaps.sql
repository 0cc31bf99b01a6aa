-- Examples of what the codebook in use does not see, a row per example:
-- SELECT rank, n_stories, terms_en, terms_zh, language, example, url FROM v_frame_gaps ORDER BY rank, language, example_rank
CREATE OR REPLACE VIEW v_frame_gaps AS
SELECT
    g.gap_id AS gap, g.rank, g.n_passages, g.share, g.n_articles, g.n_stories, g.n_outlets, g.first_week, g.last_week, g.countries, g.languages,
    g.terms_en, g.terms_zh, g.best_score, g.nearest_frames, g.nearest_distances, e.rank AS example_rank, a.language, p.text AS example,
    o.name AS outlet, a.country, a.title, a.url, e.passage_id AS passage, e.article_id AS article, p.field, p.start, p.stop,
    g.codebook_version, g.scorer_id AS scorer
FROM frame_gaps AS g
JOIN frame_gap_passages AS e
    ON e.codebook_version = g.codebook_version AND e.scorer_id = g.scorer_id AND e.gap_id = g.gap_id AND e.is_example
JOIN passages AS p ON p.passage_id = e.passage_id
JOIN articles AS a ON a.article_id = e.article_id
LEFT JOIN outlets AS o ON o.outlet_id = a.outlet_id
WHERE g.scorer_id = current_scorer_id();
COMMENT ON VIEW v_frame_gaps IS 'What the codebook does not see: groups of passages across stories that fit no frame, a row per example in each language';
COMMENT ON COLUMN v_frame_gaps.gap IS 'Id of the gap: the same for the same input';
COMMENT ON COLUMN v_frame_gaps.rank IS 'From 1, the largest';
COMMENT ON COLUMN v_frame_gaps.n_passages IS 'Passages in it';
COMMENT ON COLUMN v_frame_gaps.share IS 'Share of the passages worth reading, 0 to 1';
COMMENT ON COLUMN v_frame_gaps.n_articles IS 'Articles they stand in';
COMMENT ON COLUMN v_frame_gaps.n_stories IS 'Stories they stand in';
COMMENT ON COLUMN v_frame_gaps.n_outlets IS 'Outlets they stand in';
COMMENT ON COLUMN v_frame_gaps.first_week IS 'Monday (UTC) of the first week';
COMMENT ON COLUMN v_frame_gaps.last_week IS 'Monday (UTC) of the last week';
COMMENT ON COLUMN v_frame_gaps.countries IS 'Countries or territories of the outlets';
COMMENT ON COLUMN v_frame_gaps.languages IS 'Languages of the articles';
COMMENT ON COLUMN v_frame_gaps.terms_en IS 'Terms that set its English passages apart';
COMMENT ON COLUMN v_frame_gaps.terms_zh IS 'Terms that set its Chinese passages apart, in simplified characters';
COMMENT ON COLUMN v_frame_gaps.best_score IS 'Mean of the best score over all frames';
COMMENT ON COLUMN v_frame_gaps.nearest_frames IS 'Frames it comes nearest to, nearest first';
COMMENT ON COLUMN v_frame_gaps.nearest_distances IS 'How far below the threshold it stays on average for each of these frames';
COMMENT ON COLUMN v_frame_gaps.example_rank IS 'From 1, the most typical passage of the gap';
COMMENT ON COLUMN v_frame_gaps.language IS 'Language of the example, BCP 47';
COMMENT ON COLUMN v_frame_gaps.example IS 'The passage itself, in its own language';
COMMENT ON COLUMN v_frame_gaps.outlet IS 'Outlet of the example';
COMMENT ON COLUMN v_frame_gaps.country IS 'Country or territory of the outlet, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_frame_gaps.title IS 'Headline of its article';
COMMENT ON COLUMN v_frame_gaps.url IS 'Where it was published';
COMMENT ON COLUMN v_frame_gaps.passage IS 'Id of the passage';
COMMENT ON COLUMN v_frame_gaps.article IS 'Id of the article';
COMMENT ON COLUMN v_frame_gaps.field IS 'title or body: what the offsets count in';
COMMENT ON COLUMN v_frame_gaps.start IS 'First character of the passage in that field, from 0';
COMMENT ON COLUMN v_frame_gaps.stop IS 'One past its last character';
COMMENT ON COLUMN v_frame_gaps.codebook_version IS 'Codebook version';
COMMENT ON COLUMN v_frame_gaps.scorer IS 'Scorer behind it';
