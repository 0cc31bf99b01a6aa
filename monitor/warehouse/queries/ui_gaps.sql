-- What the codebook does not see, the largest groups of passages first, with the most typical passage in each language.
SELECT
    rank, any_value(n_passages) AS passages, any_value(n_stories) AS stories, any_value(n_outlets) AS outlets, any_value(terms_en) AS terms_en,
    any_value(terms_zh) AS terms_zh, any_value(nearest_frames) AS nearest_frames,
    arg_min(example, example_rank) FILTER (WHERE language NOT LIKE 'zh%') AS example_en,
    arg_min(example, example_rank) FILTER (WHERE language LIKE 'zh%') AS example_zh
FROM v_frame_gaps
GROUP BY rank
ORDER BY rank
LIMIT 20
