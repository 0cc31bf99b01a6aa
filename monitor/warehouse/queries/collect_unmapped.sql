-- Rows of files, and whole files, that could not be mapped.
SELECT count(*) AS n_unmapped FROM source_unmapped
