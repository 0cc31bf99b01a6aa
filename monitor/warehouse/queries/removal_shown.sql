-- What goes with the links $link_ids: titles (of the article, else as the feed has it), raw pages and codings; the newest first.
SELECT l.url, l.outlet_id, coalesce(a.title, l.title_hint) AS title,
    coalesce(a.published_at, l.published_hint, l.first_seen_at) AS published_at, a.article_id IS NOT NULL AS is_article,
    coalesce(p.n_pages, 0) AS n_pages, coalesce(c.n_codings, 0) AS n_codings
FROM links AS l
LEFT JOIN articles AS a ON a.article_id = l.link_id
LEFT JOIN (SELECT url, count(*) AS n_pages FROM fetches WHERE warc_file IS NOT NULL GROUP BY url) AS p ON p.url = l.url
LEFT JOIN (SELECT article_id, count(*) AS n_codings FROM annotations GROUP BY article_id) AS c ON c.article_id = l.link_id
WHERE l.link_id IN (SELECT unnest($link_ids::VARCHAR[]))
ORDER BY published_at DESC NULLS LAST, l.url
