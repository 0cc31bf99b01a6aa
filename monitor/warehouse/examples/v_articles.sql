-- Which articles are there of a place in a week, in which story, with which frames?
SELECT published_at, outlet, title, story_en, frames_en, url
FROM v_articles
WHERE country = 'TWN' AND week_label = '2026-W12' AND is_relevant AND NOT is_copy
ORDER BY published_at, article
LIMIT 10
