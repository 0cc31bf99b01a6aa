-- All articles in the order in which they count as originals: earliest first.
SELECT article_id, language, title, body, byline, text_scope, outlet_id, published_at
FROM articles
ORDER BY published_at, first_seen_at, article_id
