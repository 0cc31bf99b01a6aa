CREATE OR REPLACE VIEW v_agenda AS
WITH told AS (
    SELECT 'story' AS level, story_id AS event_id, label_en, label_zh, [story_id] AS stories FROM stories
    UNION ALL
    SELECT 'dispute', dispute_id, any_value(dispute_label_en), any_value(dispute_label_zh), list(story_id ORDER BY first_published_at, story_id)
    FROM stories
    WHERE dispute_id IS NOT NULL
    GROUP BY dispute_id
)
SELECT
    a.range_start AS first_week, a.range_stop AS last_week, a.level, a.event_id AS event, t.label_en AS event_en, t.label_zh AS event_zh,
    t.stories, a.country, p.country_en, p.country_zh, a.share, a.lo AS share_low, a.hi AS share_high, a.n_on_it AS n_articles_on_it,
    a.n_articles, a.n_outlets_on_it, a.n_outlets, a.share_others AS share_elsewhere, a.n_countries AS n_countries_elsewhere,
    a.difference, a.difference_lo AS difference_low, a.difference_hi AS difference_high, a.q,
    coalesce(a.q <= 0.05 AND a.difference_lo * a.difference_hi > 0, false) AS is_clear, a.reason AS note, a.caveat, a.scorer_id AS scorer
FROM agenda AS a
LEFT JOIN told AS t ON t.level = a.level AND t.event_id = a.event_id
LEFT JOIN v_places AS p ON p.country = a.country
WHERE a.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND a.scorer_id = current_scorer_id()
    AND a.range_stop = coalesce((SELECT newest_week FROM v_estimation), (SELECT max(range_stop) FROM agenda));
COMMENT ON VIEW v_agenda IS 'How much of a place''s coverage a story or dispute gets, against the other places, over the newest range of weeks (the text scope of v_estimation)';
COMMENT ON COLUMN v_agenda.first_week IS 'Monday of the first week';
COMMENT ON COLUMN v_agenda.last_week IS 'Monday of the last week (included)';
COMMENT ON COLUMN v_agenda.level IS 'What the event is: story or dispute';
COMMENT ON COLUMN v_agenda.event IS 'Id of the story or dispute';
COMMENT ON COLUMN v_agenda.event_en IS 'Its label in English';
COMMENT ON COLUMN v_agenda.event_zh IS 'Its label in Chinese';
COMMENT ON COLUMN v_agenda.stories IS 'Ids of the story, or of the dispute''s stories: column story of v_same_story and v_story_timeline';
COMMENT ON COLUMN v_agenda.country IS 'Country or territory, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_agenda.country_en IS 'Country or territory in English';
COMMENT ON COLUMN v_agenda.country_zh IS 'Country or territory in Chinese';
COMMENT ON COLUMN v_agenda.share IS 'Share of the place''s articles that are on it, 0 to 1; null when withheld';
COMMENT ON COLUMN v_agenda.share_low IS 'Lower end of its 95% interval: outlets are the clusters of a story, stories those of a dispute';
COMMENT ON COLUMN v_agenda.share_high IS 'Upper end';
COMMENT ON COLUMN v_agenda.n_articles_on_it IS 'Articles of the place on it';
COMMENT ON COLUMN v_agenda.n_articles IS 'Articles of the place';
COMMENT ON COLUMN v_agenda.n_outlets_on_it IS 'Outlets of the place that tell it';
COMMENT ON COLUMN v_agenda.n_outlets IS 'Outlets of the place';
COMMENT ON COLUMN v_agenda.share_elsewhere IS 'Mean of the other places'' shares, each place weighing the same';
COMMENT ON COLUMN v_agenda.n_countries_elsewhere IS 'How many other places these are';
COMMENT ON COLUMN v_agenda.difference IS 'share - share_elsewhere';
COMMENT ON COLUMN v_agenda.difference_low IS 'Lower end of its 95% interval';
COMMENT ON COLUMN v_agenda.difference_high IS 'Upper end';
COMMENT ON COLUMN v_agenda.q IS 'p value adjusted over all events and places of the level';
COMMENT ON COLUMN v_agenda.is_clear IS 'True when q is at most 0.05 and the interval excludes no difference';
COMMENT ON COLUMN v_agenda.note IS 'Why it is withheld or not compared';
COMMENT ON COLUMN v_agenda.caveat IS 'What to keep in mind of it, or null';
COMMENT ON COLUMN v_agenda.scorer IS 'Scorer in use when it was counted; it decides which articles count, not the figures';
