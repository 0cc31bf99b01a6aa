-- Links whose page was asked for and never came, but whose feed gave a title.
SELECT links.link_id
FROM links
SEMI JOIN fetches AS asked ON asked.url = links.url AND asked.kind = 'page'
ANTI JOIN fetches AS got ON got.url = links.url AND got.kind = 'page' AND got.outcome = 'ok'
ANTI JOIN articles ON articles.article_id = links.link_id
WHERE links.title_hint IS NOT NULL AND trim(links.title_hint) <> ''
ORDER BY links.link_id
