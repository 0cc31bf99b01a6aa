-- Articles whose present text has no relevance under $method; waiting: a passage of theirs has no vector under $revision.
WITH unembedded AS (
    SELECT DISTINCT passages.article_id
    FROM passages
    ANTI JOIN vectors.embeddings AS stored
        ON stored.text_hash = passages.text_hash AND stored.model_revision = $revision
    WHERE regexp_matches(passages.text, '[^\s\p{Z}]')
)
SELECT articles.article_id, articles.text_hash, unembedded.article_id IS NOT NULL AS waiting
FROM articles
ANTI JOIN (SELECT article_id, text_hash FROM article_topics WHERE method = $method) AS done
    ON done.article_id = articles.article_id AND done.text_hash = articles.text_hash
LEFT JOIN unembedded ON unembedded.article_id = articles.article_id
ORDER BY articles.article_id
