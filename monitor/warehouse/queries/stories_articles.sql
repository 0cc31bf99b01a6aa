-- Every article that is relevant under topic method $method or stands in a story, with what the grouping reads of it, in time order.
-- An article without a judgement under $method keeps the place it has, one without any text has none. is_changed: relevant, and not
-- grouped yet in this state by grouping method $grouping.
WITH judged AS (
    SELECT article_id, bool_or(is_relevant) AS is_relevant FROM article_topics WHERE method = $method GROUP BY article_id
),
readable AS (
    SELECT DISTINCT article_id FROM passages WHERE trim(text) != ''
),
described AS (
    SELECT
        a.article_id, a.language, a.title, a.published_at, j.is_relevant, coalesce(c.copy_group, a.article_id) AS copy_group,
        md5(concat_ws('|', a.text_hash, epoch_us(a.published_at), coalesce(c.copy_group, a.article_id), a.language, $grouping)) AS input_hash
    FROM articles AS a
    JOIN readable AS r ON r.article_id = a.article_id
    LEFT JOIN judged AS j ON j.article_id = a.article_id
    LEFT JOIN copies AS c ON c.article_id = a.article_id
),
found AS (
    SELECT
        coalesce(d.article_id, m.article_id) AS article_id, d.* EXCLUDE (article_id, is_relevant), m.story_id, m.similarity,
        m.input_hash AS stored_hash,
        d.article_id IS NOT NULL AND coalesce(d.is_relevant, m.article_id IS NOT NULL) AS is_relevant
    FROM described AS d
    FULL JOIN story_members AS m ON m.article_id = d.article_id
)
SELECT
    article_id, coalesce(language, '') AS language, coalesce(title, '') AS title,
    coalesce(epoch_us(published_at) / 86400e6, 'nan'::DOUBLE) AS day, coalesce(copy_group, '') AS copy_group,
    coalesce(story_id, '') AS story_id, coalesce(similarity, 'nan'::DOUBLE) AS similarity, coalesce(input_hash, '') AS input_hash,
    is_relevant, is_relevant AND stored_hash IS DISTINCT FROM input_hash AS is_changed
FROM found
WHERE is_relevant OR story_id IS NOT NULL
ORDER BY published_at NULLS LAST, article_id
