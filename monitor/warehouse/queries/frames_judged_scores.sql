-- Scores of $scorer_id beside each coder's judgement under the same codebook, with language and story (the article itself where none);
-- and beside what counts as gold (coder and kind gold) where that is of more than one coder.
WITH scorer AS (
    SELECT codebook_version FROM scorers WHERE scorer_id = $scorer_id
), gold AS (
    SELECT * FROM gold_judgements((SELECT list(coder_kind ORDER BY coder_kind) FROM gold_kinds), (SELECT codebook_version FROM scorer))
), judged AS (
    SELECT article_id, label AS frame_id, coder_id, coder_kind, present
    FROM annotations
    WHERE task = 'frame' AND present IS NOT NULL AND codebook_version = (SELECT codebook_version FROM scorer) AND coder_kind <> 'adjudicated'
    UNION ALL
    SELECT article_id, frame_id, 'gold', 'gold', present
    FROM gold
    WHERE present IS NOT NULL AND EXISTS (FROM gold WHERE basis <> 'one coder')
)
SELECT
    judged.coder_id, judged.coder_kind, articles.language, scored.article_id,
    coalesce(members.story_id, scored.article_id) AS cluster,
    scored.frame_id, judged.present AS gold, scored.present AS predicted, scored.probability
FROM frame_scores AS scored
JOIN judged ON judged.article_id = scored.article_id AND judged.frame_id = scored.frame_id
JOIN articles ON articles.article_id = scored.article_id AND articles.text_hash = scored.text_hash
LEFT JOIN story_members AS members ON members.article_id = scored.article_id
WHERE scored.scorer_id = $scorer_id
ORDER BY judged.coder_id, scored.article_id, scored.frame_id
