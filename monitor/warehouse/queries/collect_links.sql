-- Every known link that a feed named, whole; articles of files are not fetched from the web.
SELECT link_id, url, outlet_id, feed_url, language_hint, audience, title_hint, published_hint, updated_hint, first_seen_at
FROM links
ANTI JOIN source_rows ON source_rows.link_id = links.link_id
ORDER BY url
