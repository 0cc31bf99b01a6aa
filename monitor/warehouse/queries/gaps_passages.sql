-- Passages, with vectors under $revision, of relevant articles in stories over the newest $weeks weeks; where they hold more than $most
-- passages, of the articles whose hash comes first.
WITH relevant AS (
    SELECT DISTINCT article_id FROM article_topics
    WHERE method = $topic_method AND is_relevant AND ($topics::VARCHAR[] IS NULL OR list_contains($topics::VARCHAR[], topic_id))
), newest AS (
    SELECT max(week) AS week FROM articles SEMI JOIN relevant USING (article_id)
), sizes AS (
    SELECT p.article_id, count(*) AS n
    FROM passages AS p
    JOIN articles AS a ON a.article_id = p.article_id
    SEMI JOIN relevant ON relevant.article_id = p.article_id
    WHERE a.week IS NULL OR a.week > (SELECT week FROM newest) - to_weeks($weeks::INTEGER)
    GROUP BY p.article_id
), chosen AS (
    SELECT article_id FROM sizes QUALIFY sum(n) OVER (ORDER BY md5(article_id), article_id) <= $most
)
SELECT
    p.article_id, a.language, p.position, p.passage_id, p.field, p.start, p.stop, p.text, m.story_id, a.outlet_id, a.country, a.week,
    coalesce(c.is_original, true) AS is_original, v.vector
FROM passages AS p
JOIN articles AS a ON a.article_id = p.article_id
SEMI JOIN chosen ON chosen.article_id = p.article_id
JOIN story_members AS m ON m.article_id = p.article_id
JOIN vectors.embeddings AS v ON v.text_hash = p.text_hash AND v.model_revision = $revision
LEFT JOIN copies AS c ON c.article_id = p.article_id
ORDER BY p.article_id, p.position
