-- Every table and view of the database with its comment.
SELECT view_name AS name, true AS is_view, comment
FROM duckdb_views()
WHERE NOT internal AND database_name = current_database()
UNION ALL
SELECT table_name, false, comment
FROM duckdb_tables()
WHERE NOT internal AND database_name = current_database()
ORDER BY name
