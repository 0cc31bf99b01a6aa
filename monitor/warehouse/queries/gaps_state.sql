-- One row: how many passages gaps are looked for in, and a hash of all that the search reads of them.
WITH relevant AS (
    SELECT DISTINCT article_id FROM article_topics
    WHERE method = $topic_method AND is_relevant AND ($topics::VARCHAR[] IS NULL OR list_contains($topics::VARCHAR[], topic_id))
), newest AS (
    SELECT max(week) AS week FROM articles SEMI JOIN relevant USING (article_id)
)
SELECT
    count(*) AS n,
    coalesce(sum(hash(p.passage_id, p.text_hash, m.story_id, a.outlet_id, a.country, a.language, a.week, coalesce(c.is_original, true))::HUGEINT), 0)
        ::VARCHAR AS rows_hash
FROM passages AS p
JOIN articles AS a ON a.article_id = p.article_id
SEMI JOIN relevant ON relevant.article_id = p.article_id
JOIN story_members AS m ON m.article_id = p.article_id
LEFT JOIN copies AS c ON c.article_id = p.article_id
WHERE a.week IS NULL OR a.week > (SELECT week FROM newest) - to_weeks($weeks::INTEGER)
