-- Links that were removed on request and are not collected again.
SELECT link_id FROM removals ORDER BY link_id
