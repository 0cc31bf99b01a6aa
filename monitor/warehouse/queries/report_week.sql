-- The week in numbers: what came in, what belongs to the topic, what the estimates use.
SELECT
    count(*) AS n_articles,
    count(*) FILTER (WHERE is_relevant) AS n_relevant,
    count(*) FILTER (WHERE is_relevant AND text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)) AS n_counted,
    count(*) FILTER (WHERE is_relevant AND text_scope <> (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)) AS n_not_counted,
    count(*) FILTER (WHERE is_relevant AND is_copy) AS n_copies,
    count(DISTINCT outlet_id) FILTER (WHERE is_relevant) AS n_outlets,
    count(DISTINCT country) FILTER (WHERE is_relevant) AS n_places,
    count(DISTINCT story) FILTER (WHERE is_relevant) AS n_stories,
    (
        SELECT coalesce(max(n), 0)
        FROM (
            SELECT count(DISTINCT outlet_id) AS n
            FROM v_articles
            WHERE week = $week AND is_relevant AND text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)
            GROUP BY country
        )
    ) AS most_outlets_in_a_place
FROM v_articles
WHERE week = $week
