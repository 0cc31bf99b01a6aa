-- Rows of an older relevance method stay in article_topics; people's views read that of the newest estimates and the topics they measure,
-- or without any estimates the newest method of each topic.
CREATE OR REPLACE VIEW v_current_topics AS
WITH newest AS (
    SELECT max(week) AS week FROM articles WHERE article_id IN (SELECT article_id FROM article_topics)
), rated AS (
    SELECT
        t.topic_id, t.method, max(t.rowid) AS last_row,
        count(*) FILTER (WHERE a.week = (SELECT week FROM newest)) AS n_articles_newest_week
    FROM article_topics AS t
    JOIN articles AS a USING (article_id)
    GROUP BY t.topic_id, t.method
)
SELECT topic_id AS topic, method, n_articles_newest_week
FROM rated
WHERE NOT EXISTS (FROM v_estimation)
    OR EXISTS (FROM v_estimation WHERE topic_method = rated.method AND (topics IS NULL OR list_contains(topics, topic_id)))
QUALIFY row_number() OVER (PARTITION BY topic_id ORDER BY n_articles_newest_week DESC, last_row DESC) = 1;
COMMENT ON VIEW v_current_topics IS 'The topics measured, each with the relevance method in use';
COMMENT ON COLUMN v_current_topics.topic IS 'Topic of config/topics.yaml';
COMMENT ON COLUMN v_current_topics.method IS 'Hash of topic definition, model revision and projection';
COMMENT ON COLUMN v_current_topics.n_articles_newest_week IS 'Articles of the newest week it rated';
