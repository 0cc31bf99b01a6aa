-- What gold coders say of each unit and frame (mean over coders), and how likely the unit was to be coded (null: not drawn at random).
SELECT
    trend_articles.unit,
    list_position($frames, annotations.label) - 1 AS frame,
    avg(annotations.present::INTEGER) AS gold,
    max(annotations.inclusion_probability) AS inclusion_probability
FROM annotations
JOIN trend_articles USING (article_id)
WHERE
    annotations.task = 'frame' AND trend_articles.is_unit AND annotations.present IS NOT NULL
    AND list_contains($coder_kinds, annotations.coder_kind)
    AND annotations.codebook_version = $codebook_version AND list_contains($frames, annotations.label)
GROUP BY ALL
