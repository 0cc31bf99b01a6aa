-- Relevant articles (of any topic, under $topic_method) with text, whose present text $scorer_id has not scored.
SELECT articles.article_id
FROM articles
SEMI JOIN article_topics AS topics
    ON topics.article_id = articles.article_id AND topics.method = $topic_method AND topics.is_relevant
SEMI JOIN (SELECT article_id FROM passages WHERE trim(text) <> '') AS texts ON texts.article_id = articles.article_id
ANTI JOIN frame_scores AS scored
    ON scored.article_id = articles.article_id AND scored.scorer_id = $scorer_id AND scored.text_hash = articles.text_hash
ORDER BY articles.article_id
