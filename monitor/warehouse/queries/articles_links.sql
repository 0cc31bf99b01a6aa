-- What is known of the links $link_ids before their pages are read, with their outlet and the article as it stands.
SELECT links.link_id, links.url, links.outlet_id, links.language_hint, links.title_hint, links.published_hint, links.first_seen_at,
    outlets.name, outlets.name_zh, outlets.domain, outlets.country, outlets.ownership, coalesce(links.audience, outlets.audience) AS audience,
    articles.version, articles.text_hash, articles.text_scope, articles.published_at, articles.published_method, articles.published_note
FROM links
LEFT JOIN outlets ON outlets.outlet_id = links.outlet_id
LEFT JOIN articles ON articles.article_id = links.link_id
WHERE links.link_id IN (SELECT unnest($link_ids))
ORDER BY links.link_id
