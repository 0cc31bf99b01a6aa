-- What does the codebook not see? Read the examples: most such groups are reporting and not framing.
SELECT rank, n_stories, terms_en, terms_zh, language, example, url
FROM v_frame_gaps
WHERE example_rank = 1
ORDER BY rank, language
LIMIT 10
