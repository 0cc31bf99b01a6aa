-- Which stories do places tell most differently this week, and in what words?
SELECT story_en, country, frame_en, round(difference, 2) AS difference, round(difference_low, 2) AS low, round(difference_high, 2) AS high, side, quote, url
FROM v_story_contrasts
WHERE week = (SELECT max(week) FROM v_story_contrasts) AND quote IS NOT NULL
ORDER BY rank_in_week, story, country, side DESC, quote_rank
LIMIT 10
