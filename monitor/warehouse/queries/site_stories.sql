-- Stories that have a page: of those told from two or more places in the weeks drawn the most covered, those a report can name, and those asked for.
WITH told AS (
    SELECT m.story_id AS story, a.week, count(*) AS n, list(DISTINCT a.country) AS places
    FROM story_members AS m
    JOIN articles AS a USING (article_id)
    WHERE a.week BETWEEN $first_week AND $week
    GROUP BY ALL
), covered AS (
    SELECT story, sum(n) AS n, len(list_distinct(flatten(list(places)))) AS n_places FROM told GROUP BY story
), most AS (
    SELECT story FROM covered WHERE n_places >= 2 ORDER BY n DESC, story LIMIT $n_stories
), named AS (
    SELECT story
    FROM told
    WHERE len(places) >= 2 AND list_contains($report_weeks::DATE[], week)
    QUALIFY row_number() OVER (PARTITION BY week ORDER BY len(places) DESC, n DESC, story) <= 10
    UNION
    SELECT story_id FROM story_frame_contrasts WHERE selected AND rank_in_week <= 10 AND list_contains($report_weeks::DATE[], week)
)
SELECT
    s.story_id AS story, s.label_en AS story_en, s.label_zh AS story_zh, s.dispute_label_en AS dispute_en, s.dispute_label_zh AS dispute_zh,
    s.last_published_at, coalesce(c.n_places >= 2, false) AS is_shown, coalesce(c.n_places, 0) AS n_places, coalesce(c.n, 0)::INTEGER AS n_articles,
    (SELECT count(*) FROM covered WHERE n_places >= 2) AS n_told
FROM stories AS s
LEFT JOIN covered AS c ON c.story = s.story_id
WHERE s.story_id IN (SELECT story FROM most) OR s.story_id IN (SELECT story FROM named) OR list_contains($known::VARCHAR[], s.story_id)
ORDER BY s.last_published_at DESC, s.story_id
