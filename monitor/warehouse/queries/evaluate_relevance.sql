-- Precision and recall of relevance against the coders' judgement, full and partial texts and titles together.
WITH coded AS (
    SELECT article_id, bool_or(present) AS gold FROM annotations WHERE task = 'topic' AND coder_kind = 'author' GROUP BY article_id
), judged AS (
    SELECT article_id, gold, bool_or(is_relevant) AS predicted FROM coded JOIN article_topics USING (article_id) WHERE method = $method GROUP BY ALL
)
SELECT
    count(*) AS n,
    count(*) FILTER (gold) AS n_relevant,
    count(*) FILTER (gold AND predicted) / nullif(count(*) FILTER (predicted), 0) AS precision,
    count(*) FILTER (gold AND predicted) / nullif(count(*) FILTER (gold), 0) AS recall
FROM judged
