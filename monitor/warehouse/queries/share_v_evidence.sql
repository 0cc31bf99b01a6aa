-- v_evidence for passing on. The three best sentences for each of twelve frames are often the whole article, so of one body at most 300
-- characters are quoted and never more than half: sentences of frames that are present first. The other rows keep their offsets and link.
WITH once AS (
    SELECT
        article, passage, length(passage) AS n_characters, min(start) AS start, min(CASE WHEN is_present THEN rank ELSE 1000 + rank END) AS place,
        max(probability) AS probability
    FROM v_evidence
    WHERE field = 'body' AND passage IS NOT NULL
    GROUP BY article, passage
), placed AS (
    SELECT
        article, passage, row_number() OVER best_first AS place,
        sum(n_characters) OVER (best_first ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS n_up_to_here
    FROM once
    WINDOW best_first AS (PARTITION BY article ORDER BY place, probability DESC, start)
), quoted AS (
    SELECT
        p.article, 'body' AS field, p.passage, least(300, length(a.body) // 2) AS most, p.n_up_to_here <= most AS is_whole, p.place = 1 AS is_first
    FROM placed AS p
    JOIN articles AS a ON a.article_id = p.article
)
SELECT
    e.* REPLACE (
        CASE
            WHEN e.field = 'title' OR q.is_whole THEN e.passage
            WHEN q.is_first AND q.most > 0 THEN left(e.passage, q.most - 1) || '…'
        END AS passage
    )
FROM v_evidence AS e
LEFT JOIN quoted AS q ON q.article = e.article AND q.field = e.field AND q.passage = e.passage
