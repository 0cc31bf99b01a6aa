-- Every relevant, scored article with the unit it counts as: of the copies within one country only the earliest counts.
CREATE OR REPLACE TEMP TABLE trend_articles AS
WITH relevant AS (
    SELECT DISTINCT article_id FROM article_topics WHERE method = $topic_method AND is_relevant AND (len($topics) = 0 OR list_contains($topics, topic_id))
),
scored AS (
    SELECT DISTINCT article_id FROM frame_scores WHERE scorer_id = $scorer_id
),
described AS (
    SELECT
        article_id,
        coalesce(copy_group, article_id) AS copy_group,
        coalesce(story_members.story_id, article_id) AS story_id,
        coalesce(stories.dispute_id, story_members.story_id, article_id) AS dispute_id,
        coalesce(outlet_id, 'unknown') AS outlet_id,
        coalesce(country, 'unknown') AS country,
        coalesce(language, 'unknown') AS language,
        coalesce(ownership, 'unknown') AS ownership,
        coalesce(audience, 'unknown') AS audience,
        text_scope,
        week,
        published_at
    FROM articles
    SEMI JOIN relevant USING (article_id)
    SEMI JOIN scored USING (article_id)
    LEFT JOIN copies USING (article_id)
    LEFT JOIN story_members USING (article_id)
    LEFT JOIN stories ON stories.story_id = story_members.story_id
    WHERE week IS NOT NULL AND text_scope IS NOT NULL
),
grouped AS (
    SELECT
        *,
        first_value(article_id) OVER (PARTITION BY copy_group, country ORDER BY published_at, article_id) AS unit_article_id
    FROM described
),
units AS (
    SELECT article_id AS unit_article_id, row_number() OVER (ORDER BY article_id) - 1 AS unit
    FROM grouped
    WHERE article_id = unit_article_id
)
SELECT grouped.*, units.unit, grouped.article_id = grouped.unit_article_id AS is_unit
FROM grouped
JOIN units USING (unit_article_id)
