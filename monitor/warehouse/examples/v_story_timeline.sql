-- Who told a story when? (Here: the story that most outlets told.)
SELECT position, hours_since_first, country, outlet, title, frames_en, url
FROM v_story_timeline
WHERE story = (SELECT story FROM v_story_timeline GROUP BY story ORDER BY count(DISTINCT outlet) DESC, story LIMIT 1) AND NOT is_copy
ORDER BY position
