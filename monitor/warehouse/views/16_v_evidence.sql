CREATE OR REPLACE VIEW v_evidence AS
SELECT
    e.article_id AS article, a.url, a.title, o.name AS outlet, o.name_zh AS outlet_zh, a.country, p.country_en, p.country_zh,
    a.language, a.week, strftime(a.week, '%G-W%V') AS week_label, m.story_id AS story,
    e.frame_id AS frame, f.frame_en, f.frame_zh, e.rank, g.text AS passage, e.field, e.start, e.stop,
    e.score AS passage_score, s.score, s.probability,
    coalesce(c.present, s.present) AS is_present, s.present AS is_present_scored, c.present AS is_present_coded, e.scorer_id AS scorer
FROM frame_evidence AS e
JOIN articles AS a USING (article_id)
JOIN frame_scores AS s ON s.article_id = e.article_id AND s.frame_id = e.frame_id AND s.scorer_id = e.scorer_id
LEFT JOIN passages AS g ON g.passage_id = e.passage_id
LEFT JOIN outlets AS o ON o.outlet_id = a.outlet_id
LEFT JOIN v_places AS p ON p.country = a.country
LEFT JOIN story_members AS m ON m.article_id = e.article_id
LEFT JOIN v_frames AS f ON f.frame = e.frame_id
LEFT JOIN current_coding() AS c ON c.article_id = e.article_id AND c.frame_id = e.frame_id
WHERE e.scorer_id = current_scorer_id();
COMMENT ON VIEW v_evidence IS 'The passages behind each frame score, best first, with the article and its URL';
COMMENT ON COLUMN v_evidence.article IS 'Id of the article';
COMMENT ON COLUMN v_evidence.url IS 'Where it was published';
COMMENT ON COLUMN v_evidence.title IS 'Headline in its own language';
COMMENT ON COLUMN v_evidence.outlet IS 'Outlet, name in Latin letters';
COMMENT ON COLUMN v_evidence.outlet_zh IS 'Outlet, Chinese name where there is one';
COMMENT ON COLUMN v_evidence.country IS 'Country or territory of the outlet, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_evidence.country_en IS 'Country or territory in English';
COMMENT ON COLUMN v_evidence.country_zh IS 'Country or territory in Chinese';
COMMENT ON COLUMN v_evidence.language IS 'Language of the text, BCP 47';
COMMENT ON COLUMN v_evidence.week IS 'Monday (UTC) of the ISO week of publication';
COMMENT ON COLUMN v_evidence.week_label IS 'ISO label of the week';
COMMENT ON COLUMN v_evidence.story IS 'Story it tells';
COMMENT ON COLUMN v_evidence.frame IS 'Id of the frame';
COMMENT ON COLUMN v_evidence.frame_en IS 'Frame in English';
COMMENT ON COLUMN v_evidence.frame_zh IS 'Frame in Chinese';
COMMENT ON COLUMN v_evidence.rank IS 'From 1, the passage that speaks most for the frame';
COMMENT ON COLUMN v_evidence.passage IS 'The passage itself, in its own language';
COMMENT ON COLUMN v_evidence.field IS 'title or body: what the offsets count in';
COMMENT ON COLUMN v_evidence.start IS 'First character of the passage in that field, from 0';
COMMENT ON COLUMN v_evidence.stop IS 'One past its last character';
COMMENT ON COLUMN v_evidence.passage_score IS 'Score of the passage, on the scorer''s own scale';
COMMENT ON COLUMN v_evidence.score IS 'Score of the whole article on that scale';
COMMENT ON COLUMN v_evidence.probability IS 'Probability that the article carries the frame, 0 to 1';
COMMENT ON COLUMN v_evidence.is_present IS 'True when the frame counts as present, as in shares: by the coding where there is some, else by the scorer';
COMMENT ON COLUMN v_evidence.is_present_scored IS 'True when the scorer finds the frame in the article';
COMMENT ON COLUMN v_evidence.is_present_coded IS 'True when the coders found it (v_gold); null where they did not judge or are undecided';
COMMENT ON COLUMN v_evidence.scorer IS 'Scorer behind it';
