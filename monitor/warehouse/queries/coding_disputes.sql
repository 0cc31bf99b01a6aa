-- Articles and frames that coders of $coder_kinds judged differently, with who said what and what was decided (null: open).
WITH judged AS (
    SELECT article_id, label AS frame_id, coder_id, coder_kind, present
    FROM annotations
    WHERE task = 'frame' AND present IS NOT NULL AND codebook_version = $codebook_version
)
SELECT
    judged.article_id, articles.url, articles.title, articles.language, judged.frame_id,
    list(judged.coder_id ORDER BY judged.coder_id) FILTER (judged.present AND judged.coder_kind <> 'adjudicated') AS present,
    list(judged.coder_id ORDER BY judged.coder_id) FILTER (NOT judged.present AND judged.coder_kind <> 'adjudicated') AS absent,
    any_value(gold.present) AS gold, any_value(gold.basis) AS basis
FROM judged
JOIN articles ON articles.article_id = judged.article_id
JOIN gold_judgements($coder_kinds, $codebook_version) AS gold ON gold.article_id = judged.article_id AND gold.frame_id = judged.frame_id
WHERE list_contains($coder_kinds, judged.coder_kind)
GROUP BY judged.article_id, articles.url, articles.title, articles.language, judged.frame_id
HAVING bool_or(judged.present) AND NOT bool_and(judged.present)
ORDER BY any_value(gold.basis) <> 'undecided', judged.frame_id, judged.article_id
