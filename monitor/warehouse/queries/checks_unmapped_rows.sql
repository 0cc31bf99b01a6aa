-- Files that were read, and how many of their rows could not be mapped, with one reason of each kind; the worst file first.
WITH kinds AS (
    SELECT source_set, file, kind, count(*) AS n, min(reason) AS reason
    FROM source_unmapped
    GROUP BY source_set, file, kind
), first_reasons AS (
    SELECT source_set, file, string_agg(kind || ' (' || n || '): ' || reason, ' | ' ORDER BY n DESC, kind) AS reasons
    FROM kinds
    GROUP BY source_set, file
)
SELECT
    f.source_set, f.path AS file, f.n_rows AS rows, f.n_loaded AS loaded, f.n_repeated AS repeated, f.n_left_out AS left_out,
    f.n_unmapped AS unmapped, r.reasons
FROM source_files AS f
LEFT JOIN first_reasons AS r ON r.source_set = f.source_set AND r.file = f.path
ORDER BY f.n_unmapped DESC, f.source_set, f.path
