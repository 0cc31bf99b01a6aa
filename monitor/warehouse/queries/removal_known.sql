-- Which of the links $link_ids are there, and which were removed and when.
SELECT link_id, url, NULL::TIMESTAMPTZ AS removed_at FROM links WHERE link_id IN (SELECT unnest($link_ids::VARCHAR[]))
UNION ALL
SELECT link_id, NULL, removed_at FROM removals WHERE link_id IN (SELECT unnest($link_ids::VARCHAR[]))
