-- Pages that were fetched, and rows of files that were kept, but not read yet, oldest first. A page that is byte for byte the one fetched before it is passed over.
WITH pages AS (
    SELECT links.link_id, fetches.kind, fetches.attempted_at AS seen_at, fetches.sha256 AS page_sha256, fetches.content_type, fetches.final_url,
        fetches.warc_file, fetches.warc_offset,
        lag(fetches.sha256) OVER (PARTITION BY links.link_id ORDER BY fetches.attempted_at, fetches.fetch_id) AS sha256_before
    FROM fetches
    JOIN links ON links.url = fetches.url
    WHERE fetches.kind IN ('page', 'row') AND fetches.outcome = 'ok' AND fetches.warc_file IS NOT NULL
)
SELECT pages.link_id, pages.kind, pages.seen_at, pages.page_sha256, pages.content_type, pages.final_url, pages.warc_file, pages.warc_offset
FROM pages
ANTI JOIN page_outcomes AS done ON done.link_id = pages.link_id AND done.seen_at = pages.seen_at
WHERE pages.page_sha256 IS DISTINCT FROM pages.sha256_before
ORDER BY pages.seen_at, pages.link_id
