-- Relevant articles of the range, whatever their text scope, scored or not: what was told where and when. `day_only`: the time is a day's noon
-- there; `dated`: the time is one of publication and not of the collector's. `began_before`: the story was running before the range.
WITH relevant AS (
    SELECT DISTINCT article_id FROM article_topics WHERE method = $topic_method AND is_relevant AND (len($topics) = 0 OR list_contains($topics, topic_id))
),
told AS (
    SELECT
        article_id, coalesce(story_id, article_id) AS story_id, story_id IS NOT NULL AS in_story, country, coalesce(outlet_id, 'unknown') AS outlet_id,
        week, published_at, coalesce(published_method, 'page') AS published_method, coalesce(copy_group, article_id) = article_id AS is_own
    FROM articles
    SEMI JOIN relevant USING (article_id)
    LEFT JOIN copies USING (article_id)
    LEFT JOIN story_members USING (article_id)
    WHERE week IS NOT NULL AND published_at IS NOT NULL
),
began AS (
    SELECT story_id, min(week) < $range_start AS began_before FROM told GROUP BY story_id
)
SELECT
    story_id, country, outlet_id, week, epoch_us(published_at) AS published_us, in_story, is_own, began_before,
    published_method IN ('page_day', 'row_day') AS day_only, published_method <> 'first_seen' AS dated
FROM told
JOIN began USING (story_id)
WHERE week BETWEEN $range_start AND $range_stop AND country IS NOT NULL
ORDER BY published_at, article_id
