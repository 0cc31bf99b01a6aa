-- Links, and the articles made from them, of one URL or article, of an outlet, or published (else first seen) before a moment; null: any.
SELECT l.link_id, l.url, l.outlet_id, a.title, a.published_at
FROM links AS l
LEFT JOIN articles AS a ON a.article_id = l.link_id
WHERE ($link_id IS NULL OR l.link_id = $link_id)
    AND ($outlet_id IS NULL OR l.outlet_id = $outlet_id)
    AND ($before IS NULL OR coalesce(a.published_at, l.published_hint, l.first_seen_at) < $before)
ORDER BY l.link_id
