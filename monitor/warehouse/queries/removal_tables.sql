-- Tables of the warehouse whose rows belong to one article, with the column that names it. Of story_members the next run takes the
-- row out itself: by it it sees which stories have to be grouped again; it holds ids alone.
SELECT table_name, column_name
FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal AND column_name IN ('article_id', 'link_id')
    AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = current_database())
    AND table_name NOT IN ('story_members', 'removals')
ORDER BY table_name, column_name
