-- The two most telling passages of each place in the stories with a selected contrast: for each frame of such a contrast, and for the frame by
-- which the place is most above the others. Of articles that carry the frame (by gold, else by the scorer) and count (counted_articles).
WITH contrasts AS (
    SELECT story_id, country, text_scope, frame_id, share, difference, selected
    FROM story_frame_contrasts
    WHERE scorer_id = $scorer_id AND share IS NOT NULL
), picked AS (
    SELECT DISTINCT story_id, text_scope, frame_id FROM story_frame_contrasts WHERE scorer_id = $scorer_id AND selected
), foremost AS (
    SELECT story_id, country, text_scope, frame_id
    FROM contrasts
    SEMI JOIN picked USING (story_id, text_scope)
    WHERE difference > 0
    QUALIFY row_number() OVER (PARTITION BY story_id, country, text_scope ORDER BY difference DESC, share DESC, frame_id) = 1
), wanted AS (
    SELECT story_id, country, text_scope, frame_id, bool_or(is_leading) AS is_leading
    FROM (
        SELECT *, true AS is_leading FROM foremost
        UNION ALL
        SELECT story_id, country, text_scope, frame_id, false FROM contrasts SEMI JOIN picked USING (story_id, text_scope, frame_id)
    )
    GROUP BY ALL
), told AS (
    SELECT
        article_id, story_id, country, text_scope, language, copy_group,
        min(country) OVER copies <> max(country) OVER copies AS is_shared
    FROM counted_articles
    SEMI JOIN picked USING (story_id, text_scope)
    WINDOW copies AS (PARTITION BY story_id, text_scope, copy_group)
), gold AS (
    FROM gold_judgements($coder_kinds, (SELECT codebook_version FROM scorers WHERE scorer_id = $scorer_id))
), quotable AS (
    -- a sentence that several articles print is theirs who printed it first
    SELECT
        w.*, t.article_id, t.is_shared OR min(w.country) OVER wording <> max(w.country) OVER wording AS is_shared, e.passage_id, e.field, e.start, CASE WHEN e.stop - e.start > 300 THEN e.start + 299 ELSE e.stop END AS stop, e.score
    FROM wanted AS w
    JOIN told AS t USING (story_id, country, text_scope)
    JOIN frame_scores AS s ON s.article_id = t.article_id AND s.frame_id = w.frame_id AND s.scorer_id = $scorer_id
    JOIN frame_evidence AS e ON e.article_id = t.article_id AND e.frame_id = w.frame_id AND e.scorer_id = $scorer_id
    LEFT JOIN gold AS g ON g.article_id = t.article_id AND g.frame_id = w.frame_id
    LEFT JOIN passages AS p ON p.passage_id = e.passage_id
    WHERE coalesce(g.present, s.present)
        AND CASE
            WHEN t.text_scope = 'title' THEN e.field = 'title'
            ELSE e.field = 'body' AND e.stop - e.start >= CASE WHEN t.language LIKE 'zh%' THEN 14 ELSE 40 END
        END
    WINDOW wording AS (PARTITION BY w.story_id, w.text_scope, coalesce(p.text_hash, e.passage_id))
    QUALIFY row_number() OVER (
        PARTITION BY w.story_id, w.country, w.text_scope, w.frame_id, coalesce(p.text_hash, e.passage_id) ORDER BY e.score DESC, t.article_id
    ) = 1
), placed AS (
    SELECT *, row_number() OVER (PARTITION BY story_id, country, text_scope, frame_id, article_id ORDER BY score DESC, start) AS place
    FROM quotable
)
SELECT
    story_id, country, text_scope, frame_id, $scorer_id AS scorer_id, is_leading,
    row_number() OVER (
        PARTITION BY story_id, country, text_scope, frame_id ORDER BY place, is_shared, score DESC, article_id
    )::INTEGER AS rank,
    article_id, passage_id, field, start, stop, score
FROM placed
QUALIFY rank <= 2
ORDER BY story_id, country, text_scope, frame_id, rank
