CREATE OR REPLACE VIEW v_same_story AS
SELECT
    c.story_id AS story, s.label_en AS story_en, s.label_zh AS story_zh,
    s.dispute_label_en AS dispute_en, s.dispute_label_zh AS dispute_zh, s.first_published_at, s.last_published_at,
    c.country, p.country_en, p.country_zh, c.frame_id AS frame, f.frame_en, f.frame_zh,
    c.share, c.n_articles, c.share_others AS share_elsewhere, c.n_others AS n_articles_elsewhere,
    c.difference, c.lo AS difference_low, c.hi AS difference_high, c.q,
    coalesce(c.q <= 0.05 AND c.lo * c.hi > 0, false) AS is_clear, c.method, c.reason AS note, c.scorer_id AS scorer
FROM story_frame_contrasts AS c
JOIN stories AS s USING (story_id)
LEFT JOIN v_places AS p ON p.country = c.country
LEFT JOIN v_frames AS f ON f.frame = c.frame_id
WHERE c.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND c.scorer_id = (SELECT scorer FROM v_current_scorer);
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
COMMENT ON COLUMN v_same_story.difference_low IS 'Lower end of its 95% interval; null when too few articles';
COMMENT ON COLUMN v_same_story.difference_high IS 'Upper end';
COMMENT ON COLUMN v_same_story.q IS 'p value adjusted over all contrasts';
COMMENT ON COLUMN v_same_story.is_clear IS 'True when q is at most 0.05 and the interval excludes no difference';
COMMENT ON COLUMN v_same_story.method IS 'ppi (every article coded) or uncorrected';
COMMENT ON COLUMN v_same_story.note IS 'Why no interval is given';
COMMENT ON COLUMN v_same_story.scorer IS 'Scorer behind it';
