-- Every article that is relevant under topic method $method or stands in a story, with what the grouping reads of it, in time order.
-- Relevant ones without any text are left out. is_changed: relevant, and not grouped yet in this state by grouping method $grouping.
WITH relevant AS (
    SELECT DISTINCT article_id FROM article_topics WHERE method = $method AND is_relevant
    INTERSECT
    SELECT article_id FROM passages WHERE trim(text) != ''
),
described AS (
    SELECT
        a.article_id, a.language, a.title, a.published_at, r.article_id IS NOT NULL AS is_relevant,
        coalesce(c.copy_group, a.article_id) AS copy_group,
        md5(concat_ws('|', a.text_hash, epoch_us(a.published_at), coalesce(c.copy_group, a.article_id), a.language, $grouping)) AS input_hash
    FROM articles AS a
    LEFT JOIN relevant AS r ON r.article_id = a.article_id
    LEFT JOIN copies AS c ON c.article_id = a.article_id
)
SELECT
    coalesce(d.article_id, m.article_id) AS article_id, coalesce(d.language, '') AS language, coalesce(d.title, '') AS title,
    coalesce(epoch_us(d.published_at) / 86400e6, 'nan'::DOUBLE) AS day, coalesce(d.copy_group, '') AS copy_group,
    coalesce(m.story_id, '') AS story_id, coalesce(m.similarity, 'nan'::DOUBLE) AS similarity, coalesce(d.input_hash, '') AS input_hash,
    coalesce(d.is_relevant, false) AS is_relevant,
    coalesce(d.is_relevant, false) AND m.input_hash IS DISTINCT FROM d.input_hash AS is_changed
FROM described AS d
FULL JOIN story_members AS m ON m.article_id = d.article_id
WHERE d.is_relevant OR m.article_id IS NOT NULL
ORDER BY d.published_at NULLS LAST, article_id
