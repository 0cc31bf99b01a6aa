-- Every known link, whole.
SELECT link_id, url, outlet_id, feed_url, language_hint, audience, title_hint, published_hint, updated_hint, first_seen_at
FROM links
ORDER BY url
