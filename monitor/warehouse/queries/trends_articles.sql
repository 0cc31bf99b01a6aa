-- The rows of trend_articles in a fixed order.
SELECT
    article_id, copy_group, unit, is_unit, week, story_id, dispute_id, outlet_id, country, language, ownership, audience, text_scope
FROM trend_articles
ORDER BY article_id
