-- Scores of $scorer_id beside each coder's judgement under the same codebook, with language and story (the article itself where none).
SELECT
    judged.coder_id, judged.coder_kind, articles.language, scored.article_id,
    coalesce(members.story_id, scored.article_id) AS cluster,
    scored.frame_id, judged.present AS gold, scored.present AS predicted, scored.probability
FROM frame_scores AS scored
JOIN scorers ON scorers.scorer_id = scored.scorer_id
JOIN annotations AS judged
    ON judged.article_id = scored.article_id AND judged.task = 'frame' AND judged.label = scored.frame_id
    AND judged.codebook_version = scorers.codebook_version
JOIN articles ON articles.article_id = scored.article_id AND articles.text_hash = scored.text_hash
LEFT JOIN story_members AS members ON members.article_id = scored.article_id
WHERE scored.scorer_id = $scorer_id AND judged.present IS NOT NULL
ORDER BY judged.coder_id, scored.article_id, scored.frame_id
