-- Which topics are measured, and how many articles of the newest week were rated?
SELECT topic, method, n_articles_newest_week
FROM v_current_topics
ORDER BY topic
