-- A run may leave scores of several scorers behind (an older codebook, another model). People's views read one of them: that of the
-- newest estimates, or without any the one that scored most articles of the newest week.
CREATE OR REPLACE VIEW v_current_scorer AS
WITH newest AS (
    SELECT max(week) AS week FROM articles WHERE article_id IN (SELECT article_id FROM frame_scores)
), scored AS (
    SELECT scorer_id, count(DISTINCT article_id) AS n_articles
    FROM frame_scores
    WHERE article_id IN (SELECT article_id FROM articles WHERE week = (SELECT week FROM newest))
    GROUP BY scorer_id
)
SELECT
    s.scorer_id AS scorer, s.method, s.codebook_version, c.title_en AS codebook_en, c.title_zh AS codebook_zh,
    s.model_revision, s.projection_id, s.parameters, coalesce(n.n_articles, 0) AS n_articles_newest_week
FROM scorers AS s
LEFT JOIN scored AS n USING (scorer_id)
LEFT JOIN codebooks AS c USING (codebook_version)
ORDER BY s.scorer_id IS NOT DISTINCT FROM (SELECT scorer FROM v_estimation) DESC, n_articles_newest_week DESC, s.rowid DESC
LIMIT 1;
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
