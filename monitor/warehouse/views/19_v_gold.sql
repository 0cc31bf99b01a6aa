CREATE OR REPLACE VIEW v_gold AS
SELECT
    g.article_id AS article, a.url, a.title, a.language, a.country, g.frame_id AS frame, f.frame_en, f.frame_zh,
    g.present AS is_present, g.basis, g.n_coders, g.n_present, g.inclusion_probability
FROM current_coding() AS g
JOIN v_frames AS f ON f.frame = g.frame_id
JOIN articles AS a ON a.article_id = g.article_id;
COMMENT ON VIEW v_gold IS 'What counts as gold: one row per article and frame that coders of the kinds of gold.coder_kinds judged with the codebook in use';
COMMENT ON COLUMN v_gold.article IS 'Id of the article';
COMMENT ON COLUMN v_gold.url IS 'Where it was published';
COMMENT ON COLUMN v_gold.title IS 'Headline in its own language';
COMMENT ON COLUMN v_gold.language IS 'Language of the text, BCP 47';
COMMENT ON COLUMN v_gold.country IS 'Country or territory of the outlet, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_gold.frame IS 'Id of the frame';
COMMENT ON COLUMN v_gold.frame_en IS 'Frame in English';
COMMENT ON COLUMN v_gold.frame_zh IS 'Frame in Chinese';
COMMENT ON COLUMN v_gold.is_present IS 'The judgement that counts; null where the coders are undecided (a tie), which is used nowhere';
COMMENT ON COLUMN v_gold.basis IS 'adjudicated, unanimous, majority, one coder or undecided';
COMMENT ON COLUMN v_gold.n_coders IS 'Coders who judged, without whoever adjudicated';
COMMENT ON COLUMN v_gold.n_present IS 'Of these, how many found it';
COMMENT ON COLUMN v_gold.inclusion_probability IS 'Chance that the article was drawn and coded, over all random samples; null where it was not drawn at random: never used for prevalence';
