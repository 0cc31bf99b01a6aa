-- Who told those stories when: their articles in order of publication (as in v_story_timeline, without the frames).
SELECT
    m.story_id AS story, a.country, o.name AS outlet, o.name_zh AS outlet_zh, a.language, a.title, a.url, a.published_at,
    round(date_diff('minute', min(a.published_at) OVER (PARTITION BY m.story_id), a.published_at) / 60.0, 1) AS hours_since_first,
    NOT coalesce(c.is_original, true) AS is_copy, a.text_scope, a.article_id AS article
FROM story_members AS m
JOIN articles AS a USING (article_id)
LEFT JOIN outlets AS o USING (outlet_id)
LEFT JOIN copies AS c USING (article_id)
WHERE list_contains($stories::VARCHAR[], m.story_id) AND a.published_at IS NOT NULL
ORDER BY m.story_id, a.published_at, a.article_id
