-- Rows of an older relevance method stay in article_topics; people's views read that of the newest estimates and the topics they measure,
-- or without any estimates the newest method of each topic (see v_current_scorer for why the articles are left out where there are some).
CREATE OR REPLACE MACRO current_topics() AS TABLE
WITH undecided AS NOT MATERIALIZED (
    SELECT article_id, week FROM articles WHERE NOT EXISTS (FROM v_estimation)
), counted AS NOT MATERIALIZED (
    SELECT topic_id, method, count(*) AS n_articles
    FROM article_topics
    JOIN undecided USING (article_id)
    WHERE week = (SELECT max(week) FROM undecided JOIN article_topics USING (article_id))
    GROUP BY topic_id, method
), rated AS (
    SELECT topic_id, method, max(rowid) AS last_row FROM article_topics GROUP BY topic_id, method
)
SELECT topic_id AS topic, method
FROM rated
LEFT JOIN counted USING (topic_id, method)
WHERE NOT EXISTS (FROM v_estimation)
    OR EXISTS (FROM v_estimation WHERE topic_method = rated.method AND (topics IS NULL OR list_contains(topics, topic_id)))
QUALIFY row_number() OVER (PARTITION BY topic_id ORDER BY coalesce(n_articles, 0) DESC, last_row DESC) = 1;
CREATE OR REPLACE VIEW v_current_topics AS
WITH counted AS (
    SELECT t.topic_id, t.method, count(*) AS n_articles
    FROM article_topics AS t
    JOIN articles AS a USING (article_id)
    WHERE a.week = (SELECT max(week) FROM articles WHERE article_id IN (SELECT article_id FROM article_topics))
    GROUP BY t.topic_id, t.method
)
SELECT t.topic, t.method, coalesce(n.n_articles, 0) AS n_articles_newest_week
FROM current_topics() AS t
LEFT JOIN counted AS n ON n.topic_id = t.topic AND n.method = t.method;
COMMENT ON VIEW v_current_topics IS 'The topics measured, each with the relevance method in use';
COMMENT ON COLUMN v_current_topics.topic IS 'Topic of config/topics.yaml';
COMMENT ON COLUMN v_current_topics.method IS 'Hash of topic definition, model revision and projection';
COMMENT ON COLUMN v_current_topics.n_articles_newest_week IS 'Articles of the newest week it rated';
