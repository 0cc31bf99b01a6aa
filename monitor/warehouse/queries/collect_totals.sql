-- What a run ends with: articles, those relevant to the topics measured (without estimates: to any), and stories.
SELECT
    (SELECT count(*) FROM articles) AS articles,
    (
        SELECT count(DISTINCT article_id)
        FROM article_topics AS rated
        WHERE is_relevant
            AND (
                NOT EXISTS (FROM current_estimation)
                OR EXISTS (
                    FROM current_estimation AS estimated
                    WHERE estimated.topic_method = rated.method
                        AND (coalesce(len(estimated.topic_ids), 0) = 0 OR list_contains(estimated.topic_ids, rated.topic_id))
                )
            )
    ) AS relevant,
    (SELECT count(*) FROM stories) AS stories
