-- Every column of the database, with its table or view, in their order.
SELECT table_name AS name, column_name AS "column", replace(data_type, 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ') AS type, comment
FROM duckdb_columns()
WHERE NOT internal AND database_name = current_database()
ORDER BY table_name, column_index
