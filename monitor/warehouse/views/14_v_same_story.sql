CREATE OR REPLACE VIEW v_same_story AS
SELECT
    c.story_id AS story, s.label_en AS story_en, s.label_zh AS story_zh,
    s.dispute_label_en AS dispute_en, s.dispute_label_zh AS dispute_zh, s.first_published_at, s.last_published_at,
    c.country, p.country_en, p.country_zh, c.frame_id AS frame, f.frame_en, f.frame_zh,
    c.share, c.n_articles, c.share_others AS share_elsewhere, c.n_others AS n_articles_elsewhere,
    c.difference, c.lo AS difference_low, c.hi AS difference_high, c.q,
    coalesce(c.q <= 0.05 AND c.selected_lo * c.selected_hi > 0, false) AS is_clear, c.method, c.reason AS note, c.caveat,
    c.n_outlets, c.n_outlets_others AS n_outlets_elsewhere, c.selected_lo AS selected_low, c.selected_hi AS selected_high, c.rank_in_story, c.scorer_id AS scorer
FROM story_frame_contrasts AS c
JOIN stories AS s USING (story_id)
LEFT JOIN v_places AS p ON p.country = c.country
LEFT JOIN v_frames AS f ON f.frame = c.frame_id
WHERE c.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND c.scorer_id = current_scorer_id();
COMMENT ON VIEW v_same_story IS 'How one story is framed in a place against everywhere else that tells it (full texts)';
COMMENT ON COLUMN v_same_story.story IS 'Id of the story';
COMMENT ON COLUMN v_same_story.story_en IS 'Label in English';
COMMENT ON COLUMN v_same_story.story_zh IS 'Label in Chinese';
COMMENT ON COLUMN v_same_story.dispute_en IS 'Long-running dispute, in English';
COMMENT ON COLUMN v_same_story.dispute_zh IS 'Long-running dispute, in Chinese';
COMMENT ON COLUMN v_same_story.first_published_at IS 'Earliest article of the story (UTC)';
COMMENT ON COLUMN v_same_story.last_published_at IS 'Latest article of the story (UTC)';
COMMENT ON COLUMN v_same_story.country IS 'Country or territory, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_same_story.country_en IS 'Country or territory in English';
COMMENT ON COLUMN v_same_story.country_zh IS 'Country or territory in Chinese';
COMMENT ON COLUMN v_same_story.frame IS 'Id of the frame';
COMMENT ON COLUMN v_same_story.frame_en IS 'Frame in English';
COMMENT ON COLUMN v_same_story.frame_zh IS 'Frame in Chinese';
COMMENT ON COLUMN v_same_story.share IS 'Share of the story''s articles in the place that carry the frame, 0 to 1';
COMMENT ON COLUMN v_same_story.n_articles IS 'Articles of the story in the place';
COMMENT ON COLUMN v_same_story.share_elsewhere IS 'Share elsewhere';
COMMENT ON COLUMN v_same_story.n_articles_elsewhere IS 'Articles of the story elsewhere';
COMMENT ON COLUMN v_same_story.difference IS 'share - share_elsewhere';
COMMENT ON COLUMN v_same_story.difference_low IS 'Lower end of its 95% interval, as if no other contrast had been looked at; null when too few articles';
COMMENT ON COLUMN v_same_story.difference_high IS 'Upper end';
COMMENT ON COLUMN v_same_story.q IS 'p value adjusted over the contrasts of the week in which the story was last told';
COMMENT ON COLUMN v_same_story.is_clear IS 'True when q is at most 0.05 and the interval from selected_low to selected_high excludes no difference';
COMMENT ON COLUMN v_same_story.method IS 'How the shares were corrected, as in v_frame_trend';
COMMENT ON COLUMN v_same_story.note IS 'Why something is withheld or not corrected';
COMMENT ON COLUMN v_same_story.caveat IS 'What to keep in mind: few articles or a single outlet on a side';
COMMENT ON COLUMN v_same_story.n_outlets IS 'Outlets behind the articles in the place';
COMMENT ON COLUMN v_same_story.n_outlets_elsewhere IS 'Outlets behind those elsewhere';
COMMENT ON COLUMN v_same_story.selected_low IS 'Lower end of an interval that holds for the contrasts picked as the clearest of their week; null for those not picked';
COMMENT ON COLUMN v_same_story.selected_high IS 'Upper end';
COMMENT ON COLUMN v_same_story.rank_in_story IS 'From 1, the clearest contrast of the story; two sides of one difference share a rank';
COMMENT ON COLUMN v_same_story.scorer IS 'Scorer behind it';
