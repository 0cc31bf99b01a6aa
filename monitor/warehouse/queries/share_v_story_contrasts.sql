-- v_story_contrasts for passing on: of one body one passage is quoted, the clearest contrast's, and never more than half of the body.
WITH first_of_article AS (
    SELECT article, start
    FROM v_story_contrasts
    WHERE field = 'body'
    QUALIFY row_number() OVER (PARTITION BY article ORDER BY rank_in_week, quote_rank, start) = 1
)
SELECT
    c.* REPLACE (
        CASE
            WHEN c.field = 'title' OR (f.start IS NOT NULL AND length(c.quote) <= length(a.body) // 2) THEN c.quote
            WHEN f.start IS NOT NULL AND length(a.body) > 1 THEN left(c.quote, length(a.body) // 2 - 1) || '…'
        END AS quote
    )
FROM v_story_contrasts AS c
LEFT JOIN articles AS a ON a.article_id = c.article
LEFT JOIN first_of_article AS f ON f.article = c.article AND f.start = c.start
