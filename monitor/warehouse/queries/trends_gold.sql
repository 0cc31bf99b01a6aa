-- What counts as gold for each unit and frame, and how likely the unit was to be coded (null: not drawn at random, so not used for correction).
SELECT
    trend_articles.unit,
    list_position($frames, gold.frame_id) - 1 AS frame,
    gold.present::INTEGER AS gold,
    gold.inclusion_probability
FROM gold_judgements($coder_kinds, $codebook_version) AS gold
JOIN trend_articles ON trend_articles.article_id = gold.article_id
WHERE trend_articles.is_unit AND gold.present IS NOT NULL AND list_contains($frames, gold.frame_id)
