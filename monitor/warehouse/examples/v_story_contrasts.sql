-- Which stories do places tell most differently this week, and in what words? (is_clear says whether the contrast stands up; most rest on few articles)
SELECT story_en, country, frame_en, round(difference, 2) AS difference, round(difference_low, 2) AS low, round(difference_high, 2) AS high, round(q, 2) AS q,
    is_clear, n_articles, n_articles_elsewhere, side, quote, url
FROM v_story_contrasts
WHERE week = (SELECT max(week) FROM v_story_contrasts) AND quote IS NOT NULL
ORDER BY rank_in_week, story, country, side DESC, quote_rank
LIMIT 10
