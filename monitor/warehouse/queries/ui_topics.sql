-- Relevant articles of each topic (an article may belong to several).
SELECT t.topic_id AS topic, count(*) AS articles_rated, count(*) FILTER (WHERE t.is_relevant) AS relevant
FROM article_topics AS t
JOIN v_current_topics AS c ON c.topic = t.topic_id AND c.method = t.method
GROUP BY t.topic_id
ORDER BY relevant DESC, topic
