-- A run may leave scores of several scorers behind (an older codebook, another model). People's views read one of them: that of the
-- newest estimates, or without any the one that scored most articles of the newest week. Every view asks for it: where there are estimates
-- no article is left to be joined with the scores, and a join without one side ends at once.
CREATE OR REPLACE MACRO current_scorer_id() AS (
    WITH recorded AS NOT MATERIALIZED (
        SELECT scorer_id FROM scorers WHERE scorer_id IN (SELECT scorer FROM v_estimation)
    ), undecided AS NOT MATERIALIZED (
        SELECT article_id, week FROM articles WHERE NOT EXISTS (FROM recorded)
    ), scored AS NOT MATERIALIZED (
        SELECT scorer_id, count(DISTINCT article_id) AS n_articles
        FROM frame_scores
        JOIN undecided USING (article_id)
        WHERE week = (SELECT max(week) FROM undecided JOIN frame_scores USING (article_id))
        GROUP BY scorer_id
    )
    SELECT s.scorer_id
    FROM scorers AS s
    LEFT JOIN scored AS n USING (scorer_id)
    ORDER BY s.scorer_id IN (FROM recorded) DESC, coalesce(n.n_articles, 0) DESC, s.rowid DESC
    LIMIT 1
);
-- What counts as gold for the codebook in use, see gold_judgements.
CREATE OR REPLACE MACRO current_coding() AS TABLE
FROM gold_judgements(
    (SELECT list(coder_kind ORDER BY coder_kind) FROM gold_kinds), (SELECT codebook_version FROM scorers WHERE scorer_id = current_scorer_id())
);
CREATE OR REPLACE VIEW v_current_scorer AS
SELECT
    s.scorer_id AS scorer, s.method, s.codebook_version, c.title_en AS codebook_en, c.title_zh AS codebook_zh,
    s.model_revision, s.projection_id, s.parameters,
    (
        SELECT count(DISTINCT f.article_id)
        FROM frame_scores AS f
        JOIN articles AS a USING (article_id)
        WHERE f.scorer_id = current_scorer_id() AND a.week = (SELECT max(week) FROM articles WHERE article_id IN (SELECT article_id FROM frame_scores))
    ) AS n_articles_newest_week
FROM scorers AS s
LEFT JOIN codebooks AS c USING (codebook_version)
WHERE s.scorer_id = current_scorer_id();
COMMENT ON VIEW v_current_scorer IS 'The scorer behind all v_ views: that of the newest estimates';
COMMENT ON COLUMN v_current_scorer.scorer IS 'Id of the scorer: a hash of everything that decides its scores';
COMMENT ON COLUMN v_current_scorer.method IS 'prototype, nli or head';
COMMENT ON COLUMN v_current_scorer.codebook_version IS 'Version of the codebook it scores';
COMMENT ON COLUMN v_current_scorer.codebook_en IS 'Title of the codebook in English';
COMMENT ON COLUMN v_current_scorer.codebook_zh IS 'Title of the codebook in Chinese';
COMMENT ON COLUMN v_current_scorer.model_revision IS 'Revision of the language model behind it';
COMMENT ON COLUMN v_current_scorer.projection_id IS 'Hash of the language means and projection applied to vectors';
COMMENT ON COLUMN v_current_scorer.parameters IS 'Thresholds and parameters, a JSON object';
COMMENT ON COLUMN v_current_scorer.n_articles_newest_week IS 'Articles of the newest week it scored';
