-- Which articles are behind a place's figures of a week, in which story, with which frames?
SELECT published_at, outlet, title, story_en, frames_en, url
FROM v_articles
WHERE country = 'TWN' AND week_label = '2026-W12' AND text_scope = 'full' AND is_counted
ORDER BY published_at, article
LIMIT 10
