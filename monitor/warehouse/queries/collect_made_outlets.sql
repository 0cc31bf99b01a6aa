-- Outlets that are not in the outlets' file ($ids): made from rows by earlier imports.
SELECT outlet_id, name, domain, country, languages
FROM outlets
WHERE NOT list_contains($ids, outlet_id)
ORDER BY outlet_id
