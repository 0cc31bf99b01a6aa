-- v_frame_gaps for passing on: of one body one example is quoted, that of the largest gap, and never more than half of the body.
WITH first_of_article AS (
    SELECT article, passage, field
    FROM v_frame_gaps
    WHERE field = 'body'
    QUALIFY row_number() OVER (PARTITION BY article ORDER BY rank, example_rank, passage) = 1
)
SELECT
    g.* REPLACE (
        CASE
            WHEN g.field = 'title' OR (f.passage IS NOT NULL AND length(g.example) <= length(a.body) // 2) THEN g.example
            WHEN f.passage IS NOT NULL AND length(a.body) > 1 THEN left(g.example, length(a.body) // 2 - 1) || '…'
        END AS example
    )
FROM v_frame_gaps AS g
JOIN articles AS a ON a.article_id = g.article
LEFT JOIN first_of_article AS f ON f.article = g.article AND f.passage = g.passage
