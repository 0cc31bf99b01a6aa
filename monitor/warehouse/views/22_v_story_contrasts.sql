-- One row per quotation. The side that carries the frame more is quoted on it; the other on the frame by which it is itself most above the
-- story's others: what it says instead. Where there is nothing of the kind to quote, on the other of the two.
CREATE OR REPLACE VIEW v_story_contrasts AS
WITH contrasts AS (
    SELECT *
    FROM story_frame_contrasts
    WHERE selected AND text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND scorer_id = current_scorer_id()
), possible AS (
    SELECT
        c.story_id, c.country, c.frame_id, CASE WHEN q.country = c.country THEN 'here' ELSE 'elsewhere' END AS side,
        CASE
            WHEN (q.country = c.country) = (c.difference > 0) THEN q.frame_id <> c.frame_id
            ELSE q.frame_id = c.frame_id OR NOT q.is_leading
        END AS is_second_choice,
        q.country AS quote_country, q.frame_id AS quote_frame, q.rank, q.article_id, q.passage_id, q.field, q.start, q.stop, q.score
    FROM contrasts AS c
    JOIN story_contrast_passages AS q USING (story_id, text_scope, scorer_id)
    WHERE q.frame_id = c.frame_id OR q.is_leading
), quoted AS (
    SELECT
        * EXCLUDE (rank), row_number() OVER (
            PARTITION BY story_id, country, frame_id, side ORDER BY is_second_choice, rank, score DESC, article_id, start
        ) AS quote_rank
    FROM possible
    QUALIFY quote_rank <= 2 AND (NOT is_second_choice OR bool_and(is_second_choice) OVER (PARTITION BY story_id, country, frame_id, side))
)
SELECT
    c.story_id AS story, s.label_en AS story_en, s.label_zh AS story_zh, c.week, strftime(c.week, '%G-W%V') AS week_label,
    c.country, p.country_en, p.country_zh, c.frame_id AS frame, f.frame_en, f.frame_zh,
    c.share, c.share_lo AS share_low, c.share_hi AS share_high, c.n_articles, c.n_outlets,
    c.share_others AS share_elsewhere, c.share_others_lo AS share_elsewhere_low, c.share_others_hi AS share_elsewhere_high,
    c.n_others AS n_articles_elsewhere, c.n_outlets_others AS n_outlets_elsewhere,
    c.difference, c.selected_lo AS difference_low, c.selected_hi AS difference_high, c.q,
    coalesce(c.q <= 0.05 AND c.selected_lo * c.selected_hi > 0, false) AS is_clear, c.rank_in_week, c.rank_in_story,
    c.method, c.reason AS note, c.caveat, sides.side, q.quote_rank, q.quote_country, t.frame_en AS quote_frame_en, t.frame_zh AS quote_frame_zh,
    CASE WHEN length(g.text) > q.stop - q.start THEN left(g.text, q.stop - q.start) || '…' ELSE g.text END AS quote,
    a.language, o.name AS outlet, o.name_zh AS outlet_zh, a.url, q.article_id AS article, q.field, q.start, q.stop, c.scorer_id AS scorer
FROM contrasts AS c
CROSS JOIN (VALUES ('here'), ('elsewhere')) AS sides(side)
JOIN stories AS s USING (story_id)
LEFT JOIN quoted AS q ON q.story_id = c.story_id AND q.country = c.country AND q.frame_id = c.frame_id AND q.side = sides.side
LEFT JOIN articles AS a ON a.article_id = q.article_id
LEFT JOIN passages AS g ON g.passage_id = q.passage_id
LEFT JOIN outlets AS o ON o.outlet_id = a.outlet_id
LEFT JOIN v_places AS p ON p.country = c.country
LEFT JOIN v_frames AS f ON f.frame = c.frame_id
LEFT JOIN v_frames AS t ON t.frame = q.quote_frame
ORDER BY c.week DESC, c.rank_in_week, c.story_id, c.country, c.frame_id, sides.side DESC, q.quote_rank;
COMMENT ON VIEW v_story_contrasts IS 'The clearest contrasts of each week''s stories, with intervals that hold for those picked, and two passages a side in their own language; a row per passage';
COMMENT ON COLUMN v_story_contrasts.story IS 'Id of the story';
COMMENT ON COLUMN v_story_contrasts.story_en IS 'Label in English';
COMMENT ON COLUMN v_story_contrasts.story_zh IS 'Label in Chinese';
COMMENT ON COLUMN v_story_contrasts.week IS 'Monday of the week in which the story was last told: contrasts were picked week by week';
COMMENT ON COLUMN v_story_contrasts.week_label IS 'ISO label of that week';
COMMENT ON COLUMN v_story_contrasts.country IS 'Country or territory, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_story_contrasts.country_en IS 'Country or territory in English';
COMMENT ON COLUMN v_story_contrasts.country_zh IS 'Country or territory in Chinese';
COMMENT ON COLUMN v_story_contrasts.frame IS 'Id of the frame';
COMMENT ON COLUMN v_story_contrasts.frame_en IS 'Frame in English';
COMMENT ON COLUMN v_story_contrasts.frame_zh IS 'Frame in Chinese';
COMMENT ON COLUMN v_story_contrasts.share IS 'Share of the story''s articles in the place that carry the frame, 0 to 1';
COMMENT ON COLUMN v_story_contrasts.share_low IS 'Lower end of its 95% interval';
COMMENT ON COLUMN v_story_contrasts.share_high IS 'Upper end';
COMMENT ON COLUMN v_story_contrasts.n_articles IS 'Articles of the story in the place';
COMMENT ON COLUMN v_story_contrasts.n_outlets IS 'Outlets behind them';
COMMENT ON COLUMN v_story_contrasts.share_elsewhere IS 'Share in the story''s other places';
COMMENT ON COLUMN v_story_contrasts.share_elsewhere_low IS 'Lower end of its 95% interval';
COMMENT ON COLUMN v_story_contrasts.share_elsewhere_high IS 'Upper end';
COMMENT ON COLUMN v_story_contrasts.n_articles_elsewhere IS 'Articles of the story elsewhere';
COMMENT ON COLUMN v_story_contrasts.n_outlets_elsewhere IS 'Outlets behind them';
COMMENT ON COLUMN v_story_contrasts.difference IS 'share - share_elsewhere';
COMMENT ON COLUMN v_story_contrasts.difference_low IS 'Lower end of its interval, so wide that at most 5% of those picked are expected to miss the truth';
COMMENT ON COLUMN v_story_contrasts.difference_high IS 'Upper end';
COMMENT ON COLUMN v_story_contrasts.q IS 'p value adjusted over the contrasts of the week';
COMMENT ON COLUMN v_story_contrasts.is_clear IS 'True when q is at most 0.05 and the interval excludes no difference: the others are the clearest of a week in which nothing is clear';
COMMENT ON COLUMN v_story_contrasts.rank_in_week IS 'From 1, the clearest of the week; two sides of one difference share a rank';
COMMENT ON COLUMN v_story_contrasts.rank_in_story IS 'The same within the story';
COMMENT ON COLUMN v_story_contrasts.method IS 'How the shares were corrected, as in v_frame_trend';
COMMENT ON COLUMN v_story_contrasts.note IS 'Why nothing was corrected';
COMMENT ON COLUMN v_story_contrasts.caveat IS 'What to keep in mind: few articles or a single outlet on a side';
COMMENT ON COLUMN v_story_contrasts.side IS 'Who is quoted: here (the place) or elsewhere (the story''s other places)';
COMMENT ON COLUMN v_story_contrasts.quote_rank IS '1 or 2, the most telling first; null where there is nothing to quote';
COMMENT ON COLUMN v_story_contrasts.quote_country IS 'Country or territory of the outlet quoted';
COMMENT ON COLUMN v_story_contrasts.quote_frame_en IS 'Frame that the passage shows, in English: the contrast''s own on the side with the larger share, on the other the one by which that side is most above the rest';
COMMENT ON COLUMN v_story_contrasts.quote_frame_zh IS 'The same in Chinese';
COMMENT ON COLUMN v_story_contrasts.quote IS 'The passage in its own language, cut at 300 characters';
COMMENT ON COLUMN v_story_contrasts.language IS 'Its language, BCP 47';
COMMENT ON COLUMN v_story_contrasts.outlet IS 'Outlet, name in Latin letters';
COMMENT ON COLUMN v_story_contrasts.outlet_zh IS 'Outlet, Chinese name where there is one';
COMMENT ON COLUMN v_story_contrasts.url IS 'Where it was published';
COMMENT ON COLUMN v_story_contrasts.article IS 'Id of the article';
COMMENT ON COLUMN v_story_contrasts.field IS 'title or body: what the offsets count in';
COMMENT ON COLUMN v_story_contrasts.start IS 'First character of the quotation in that field, from 0';
COMMENT ON COLUMN v_story_contrasts.stop IS 'One past its last character';
COMMENT ON COLUMN v_story_contrasts.scorer IS 'Scorer behind it';
