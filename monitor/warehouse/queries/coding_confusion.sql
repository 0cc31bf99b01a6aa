-- What every two coders said of the same articles under $codebook_version, by language and frame and over all of them. Whoever adjudicated
-- knew what the others had said and is left out.
WITH judged AS (
    SELECT n.article_id, n.label AS frame_id, n.coder_id, n.present, coalesce(a.language, 'unknown') AS language
    FROM annotations AS n
    JOIN articles AS a ON a.article_id = n.article_id
    WHERE n.task = 'frame' AND n.present IS NOT NULL AND n.codebook_version = $codebook_version AND n.coder_kind <> 'adjudicated'
)
SELECT
    $codebook_version AS codebook_version, a.coder_id AS coder_a, b.coder_id AS coder_b,
    CASE WHEN grouping(a.language) = 1 THEN 'all' ELSE a.language END AS language,
    CASE WHEN grouping(a.frame_id) = 1 THEN 'all' ELSE a.frame_id END AS frame_id,
    count(DISTINCT a.article_id)::INTEGER AS n_articles,
    (count(*) FILTER (a.present AND b.present))::INTEGER AS n_both,
    (count(*) FILTER (a.present AND NOT b.present))::INTEGER AS n_a_only,
    (count(*) FILTER (NOT a.present AND b.present))::INTEGER AS n_b_only,
    (count(*) FILTER (NOT a.present AND NOT b.present))::INTEGER AS n_neither
FROM judged AS a
JOIN judged AS b ON b.article_id = a.article_id AND b.frame_id = a.frame_id AND a.coder_id < b.coder_id
GROUP BY GROUPING SETS (
    (a.coder_id, b.coder_id), (a.coder_id, b.coder_id, a.language), (a.coder_id, b.coder_id, a.frame_id),
    (a.coder_id, b.coder_id, a.language, a.frame_id)
)
ORDER BY ALL
