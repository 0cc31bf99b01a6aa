-- What can be drawn for coding: relevant articles of $text_scopes, of copies within one country the earliest alone, as trends counts them (a
-- reprint in another country is counted there, so it must have a chance of its own).
WITH relevant AS (
    SELECT DISTINCT article_id FROM article_topics WHERE method = $topic_method AND is_relevant AND (len($topics) = 0 OR list_contains($topics, topic_id))
), described AS (
    SELECT
        articles.article_id, coalesce(copies.copy_group, articles.article_id) AS copy_group, articles.published_at, articles.text_scope,
        coalesce(articles.country, 'unknown') AS country, coalesce(articles.language, 'unknown') AS language,
        coalesce(members.story_id, articles.article_id) AS story_id
    FROM articles
    SEMI JOIN relevant ON relevant.article_id = articles.article_id
    LEFT JOIN copies ON copies.article_id = articles.article_id
    LEFT JOIN story_members AS members ON members.article_id = articles.article_id
    WHERE articles.week IS NOT NULL AND articles.text_scope IS NOT NULL
), earliest AS (
    SELECT * FROM described
    QUALIFY article_id = first_value(article_id) OVER (PARTITION BY copy_group, country ORDER BY published_at, article_id)
)
SELECT article_id, country, language, story_id
FROM earliest
WHERE list_contains($text_scopes, text_scope)
ORDER BY article_id
