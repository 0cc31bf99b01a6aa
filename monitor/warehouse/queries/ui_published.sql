-- What people can query, with what each table or view holds.
SELECT view_name AS name, comment AS holds FROM duckdb_views() WHERE NOT internal AND view_name LIKE 'v\_%' ESCAPE '\' ORDER BY view_name
