-- Files that were read, whole: a file that has not changed is not read again under the same mapping.
SELECT source_set, path, sha256, mapping_hash
FROM source_files
ORDER BY source_set, path
