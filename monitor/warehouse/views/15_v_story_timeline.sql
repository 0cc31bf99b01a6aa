CREATE OR REPLACE VIEW v_story_timeline AS
SELECT
    story, story_en, story_zh, published_at,
    row_number() OVER (PARTITION BY story ORDER BY published_at, article) AS position,
    round(date_diff('minute', min(published_at) OVER (PARTITION BY story), published_at) / 60.0, 1) AS hours_since_first,
    week, week_label, country, country_en, country_zh, outlet, outlet_zh, language, title, url, is_copy, text_scope, frames_en, frames_zh, article
FROM v_articles
WHERE story IS NOT NULL
ORDER BY story, published_at, article;
COMMENT ON VIEW v_story_timeline IS 'Who told a story when: its articles in order of publication';
COMMENT ON COLUMN v_story_timeline.story IS 'Id of the story';
COMMENT ON COLUMN v_story_timeline.story_en IS 'Label in English';
COMMENT ON COLUMN v_story_timeline.story_zh IS 'Label in Chinese';
COMMENT ON COLUMN v_story_timeline.published_at IS 'Time of publication (UTC)';
COMMENT ON COLUMN v_story_timeline.position IS 'Order within the story, from 1';
COMMENT ON COLUMN v_story_timeline.hours_since_first IS 'Hours after the story''s first article in our sources';
COMMENT ON COLUMN v_story_timeline.week IS 'Monday (UTC) of the ISO week';
COMMENT ON COLUMN v_story_timeline.week_label IS 'ISO label of the week';
COMMENT ON COLUMN v_story_timeline.country IS 'Country or territory of the outlet, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_story_timeline.country_en IS 'Country or territory in English';
COMMENT ON COLUMN v_story_timeline.country_zh IS 'Country or territory in Chinese';
COMMENT ON COLUMN v_story_timeline.outlet IS 'Outlet, name in Latin letters';
COMMENT ON COLUMN v_story_timeline.outlet_zh IS 'Outlet, Chinese name where there is one';
COMMENT ON COLUMN v_story_timeline.language IS 'Language of the text, BCP 47';
COMMENT ON COLUMN v_story_timeline.title IS 'Headline in its own language';
COMMENT ON COLUMN v_story_timeline.url IS 'Where it was published';
COMMENT ON COLUMN v_story_timeline.is_copy IS 'True for a reprint';
COMMENT ON COLUMN v_story_timeline.text_scope IS 'title, partial or full';
COMMENT ON COLUMN v_story_timeline.frames_en IS 'Frames it carries (by the coding where there is some, else by the scorer), in English';
COMMENT ON COLUMN v_story_timeline.frames_zh IS 'Frames it carries, in Chinese';
COMMENT ON COLUMN v_story_timeline.article IS 'Id of the article';
