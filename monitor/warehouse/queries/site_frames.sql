-- The frames of the codebook, with what counts and what does not where the codebook's own text is stored.
WITH rules AS (
    SELECT unnest(CAST(json_extract(content, '$.frames') AS JSON[])) AS rule
    FROM codebooks
    WHERE codebook_version = (SELECT codebook_version FROM v_current_scorer)
)
SELECT
    f.frame, f.frame_en, f.frame_zh, f.position, f.definition_en, f.definition_zh, f.policy_frame, f.entman,
    any_value(r.rule ->> '$.includes.en') AS includes_en, any_value(r.rule ->> '$.includes.zh') AS includes_zh,
    any_value(r.rule ->> '$.excludes.en') AS excludes_en, any_value(r.rule ->> '$.excludes.zh') AS excludes_zh
FROM v_frames AS f
LEFT JOIN rules AS r ON r.rule ->> '$.id' = f.frame
GROUP BY ALL
ORDER BY f.position
