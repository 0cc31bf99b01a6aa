-- Texts that were loaded for the links $link_ids, and where they came from.
SELECT link_id, text_hash, seen_at, source_set, path, row_number
FROM source_rows
WHERE link_id IN (SELECT unnest($link_ids))
ORDER BY link_id, seen_at, fetch_id
