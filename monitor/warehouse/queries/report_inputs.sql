-- A hash for each week of what a report counts in it: articles with their story, copies, frames and relevance, coding, completeness.
-- From the tables and not from v_articles: no list of frames has to be put together for every article there is.
WITH relevant AS (
    SELECT t.article_id, max(t.relevance) AS relevance, bool_or(t.is_relevant) AS is_relevant
    FROM article_topics AS t
    JOIN current_topics() AS v ON v.topic = t.topic_id AND v.method = t.method
    GROUP BY t.article_id
), counted AS (
    SELECT
        a.week, count(*) AS n,
        sum(hash(row(
            a.article_id, a.url, a.title, a.outlet_id, o.name, o.name_zh, a.country, a.language, a.ownership, a.audience, a.published_at,
            a.text_scope, length(a.body), a.version, r.relevance, r.is_relevant, c.is_original, c.copy_group, c.agency, m.story_id,
            s.label_en, s.label_zh, s.dispute_label_en, s.dispute_label_zh
        ))::HUGEINT) AS digest
    FROM articles AS a
    LEFT JOIN outlets AS o ON o.outlet_id = a.outlet_id
    LEFT JOIN relevant AS r ON r.article_id = a.article_id
    LEFT JOIN copies AS c ON c.article_id = a.article_id
    LEFT JOIN story_members AS m ON m.article_id = a.article_id
    LEFT JOIN stories AS s ON s.story_id = m.story_id
    GROUP BY a.week
), carried AS (
    SELECT a.week, sum(hash(row(s.article_id, f.frame, f.frame_en, f.frame_zh))::HUGEINT) AS digest
    FROM frame_scores AS s
    JOIN v_frames AS f ON f.frame = s.frame_id
    JOIN articles AS a ON a.article_id = s.article_id
    WHERE s.present AND s.scorer_id = current_scorer_id()
    GROUP BY a.week
), coded AS (
    SELECT a.week, sum(hash(n::VARCHAR)::HUGEINT) AS digest
    FROM annotations AS n
    JOIN articles AS a USING (article_id)
    GROUP BY a.week
)
SELECT w.week, concat_ws('/', counted.digest, counted.n, coalesce(carried.digest, 0), coalesce(coded.digest, 0), w.is_complete) AS digest
FROM v_weeks AS w
JOIN counted USING (week)
LEFT JOIN carried USING (week)
LEFT JOIN coded USING (week)
ORDER BY w.week
