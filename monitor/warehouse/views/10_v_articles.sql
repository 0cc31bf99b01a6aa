-- What is summed up by article (LATERAL) comes last, so that it is looked up for the articles asked for and not for all of them first.
CREATE OR REPLACE VIEW v_articles AS
SELECT
    a.article_id AS article, a.url, a.title, o.name AS outlet, o.name_zh AS outlet_zh, a.outlet_id,
    a.country, p.country_en, p.country_zh, a.language, a.ownership, a.audience, a.published_at,
    a.week, strftime(a.week, '%G-W%V') AS week_label, a.text_scope, length(a.body) AS n_characters, a.version,
    r.relevance, coalesce(r.is_relevant, false) AS is_relevant,
    NOT coalesce(c.is_original, true) AS is_copy, n.article_id IS NOT NULL AS is_counted, c.copy_group, c.agency,
    m.story_id AS story, s.label_en AS story_en, s.label_zh AS story_zh,
    s.dispute_label_en AS dispute_en, s.dispute_label_zh AS dispute_zh, f.frames, f.frames_en, f.frames_zh
FROM articles AS a
LEFT JOIN outlets AS o USING (outlet_id)
LEFT JOIN v_places AS p ON p.country = a.country
LEFT JOIN copies AS c USING (article_id)
LEFT JOIN counted_articles AS n ON n.article_id = a.article_id AND n.scorer_id = current_scorer_id()
LEFT JOIN story_members AS m USING (article_id)
LEFT JOIN stories AS s ON s.story_id = m.story_id
LEFT JOIN LATERAL (
    SELECT max(t.relevance) AS relevance, bool_or(t.is_relevant) AS is_relevant
    FROM article_topics AS t
    JOIN current_topics() AS v ON v.topic = t.topic_id AND v.method = t.method
    WHERE t.article_id = a.article_id
) AS r ON true
LEFT JOIN LATERAL (
    SELECT
        list(f.frame ORDER BY f.position) AS frames, list(f.frame_en ORDER BY f.position) AS frames_en,
        list(f.frame_zh ORDER BY f.position) AS frames_zh
    FROM frame_scores AS s
    JOIN v_frames AS f ON f.frame = s.frame_id
    LEFT JOIN current_coding() AS c ON c.article_id = s.article_id AND c.frame_id = s.frame_id
    WHERE s.article_id = a.article_id AND coalesce(c.present, s.present) AND s.scorer_id = current_scorer_id()
) AS f ON true;
COMMENT ON VIEW v_articles IS 'One row per article: where and when it stood, its story and the frames it carries';
COMMENT ON COLUMN v_articles.article IS 'Id of the article';
COMMENT ON COLUMN v_articles.url IS 'Where it was published';
COMMENT ON COLUMN v_articles.title IS 'Headline in its own language';
COMMENT ON COLUMN v_articles.outlet IS 'Outlet, name in Latin letters';
COMMENT ON COLUMN v_articles.outlet_zh IS 'Outlet, Chinese name where there is one';
COMMENT ON COLUMN v_articles.outlet_id IS 'Short name of the outlet';
COMMENT ON COLUMN v_articles.country IS 'Country or territory of the outlet, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_articles.country_en IS 'Country or territory in English';
COMMENT ON COLUMN v_articles.country_zh IS 'Country or territory in Chinese';
COMMENT ON COLUMN v_articles.language IS 'Language of the text, BCP 47';
COMMENT ON COLUMN v_articles.ownership IS 'Ownership of the outlet';
COMMENT ON COLUMN v_articles.audience IS 'Audience of the edition: domestic, foreign or unknown';
COMMENT ON COLUMN v_articles.published_at IS 'Time of publication (UTC)';
COMMENT ON COLUMN v_articles.week IS 'Monday (UTC) of the ISO week of publication';
COMMENT ON COLUMN v_articles.week_label IS 'ISO label of the week, e.g. 2026-W12';
COMMENT ON COLUMN v_articles.text_scope IS 'How much of the text there is: title, partial or full';
COMMENT ON COLUMN v_articles.n_characters IS 'Length of the body in characters';
COMMENT ON COLUMN v_articles.version IS 'Number of the latest text: above 1 after a correction';
COMMENT ON COLUMN v_articles.relevance IS 'Relevance to the topic, 0 to 1';
COMMENT ON COLUMN v_articles.is_relevant IS 'True when it belongs to a topic';
COMMENT ON COLUMN v_articles.is_copy IS 'True for a reprint of an earlier, near-identical text';
COMMENT ON COLUMN v_articles.is_counted IS 'True when the newest estimates count it: relevant, scored, the first of its copies in its country or territory. n_articles of a share is the number of these in its week, place and text scope';
COMMENT ON COLUMN v_articles.copy_group IS 'Near-identical texts share it';
COMMENT ON COLUMN v_articles.agency IS 'News agency credited in the text, if any';
COMMENT ON COLUMN v_articles.story IS 'Story it tells (relevant articles only)';
COMMENT ON COLUMN v_articles.story_en IS 'Label of the story in English';
COMMENT ON COLUMN v_articles.story_zh IS 'Label of the story in Chinese';
COMMENT ON COLUMN v_articles.dispute_en IS 'Long-running dispute, in English';
COMMENT ON COLUMN v_articles.dispute_zh IS 'Long-running dispute, in Chinese';
COMMENT ON COLUMN v_articles.frames IS 'Ids of the frames it carries, as shares count them: by the coding where there is some (v_gold), else by the scorer; null when none';
COMMENT ON COLUMN v_articles.frames_en IS 'Their names in English';
COMMENT ON COLUMN v_articles.frames_zh IS 'Their names in Chinese';
