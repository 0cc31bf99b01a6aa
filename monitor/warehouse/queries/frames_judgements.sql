-- Judgements of frames under $codebook_version, with language and story (the article itself where it has none). Whoever adjudicated knew
-- what the others had said and is left out.
SELECT
    judged.article_id, judged.label AS frame_id, judged.coder_id, judged.coder_kind, judged.present,
    coalesce(articles.language, 'unknown') AS language,
    coalesce(members.story_id, judged.article_id) AS cluster
FROM annotations AS judged
JOIN articles ON articles.article_id = judged.article_id
LEFT JOIN story_members AS members ON members.article_id = judged.article_id
WHERE judged.task = 'frame' AND judged.codebook_version = $codebook_version AND judged.present IS NOT NULL
    AND judged.coder_kind <> 'adjudicated'
ORDER BY judged.article_id, frame_id, judged.coder_id
