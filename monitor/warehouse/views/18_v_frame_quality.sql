CREATE OR REPLACE VIEW v_frame_quality AS
SELECT
    q.language, q.frame_id AS frame,
    CASE q.frame_id WHEN 'micro' THEN 'All judgements pooled' WHEN 'macro' THEN 'Mean over frames' ELSE f.frame_en END AS frame_en,
    CASE q.frame_id WHEN 'micro' THEN '全部判断合并' WHEN 'macro' THEN '各框架平均' ELSE f.frame_zh END AS frame_zh,
    q.coder_id AS coder, q.coder_kind, q.n_articles, q.n_positive, q.precision, q.recall, q.f1, q.f1_lo AS f1_low, q.f1_hi AS f1_high,
    q.calibration_error, q.calibration_lo AS calibration_low, q.calibration_hi AS calibration_high, q.scorer_id AS scorer
FROM frame_quality AS q
LEFT JOIN v_frames AS f ON f.frame = q.frame_id
WHERE q.scorer_id = current_scorer_id();
COMMENT ON VIEW v_frame_quality IS 'How well the scorer in use agrees with coding, by language and frame';
COMMENT ON COLUMN v_frame_quality.language IS 'Language of the articles, BCP 47, or all';
COMMENT ON COLUMN v_frame_quality.frame IS 'Id of the frame, or micro (judgements pooled) or macro (mean over frames)';
COMMENT ON COLUMN v_frame_quality.frame_en IS 'Frame in English';
COMMENT ON COLUMN v_frame_quality.frame_zh IS 'Frame in Chinese';
COMMENT ON COLUMN v_frame_quality.coder IS 'Coder it is compared with';
COMMENT ON COLUMN v_frame_quality.coder_kind IS 'human, author (who wrote the synthetic text) or model: never mixed';
COMMENT ON COLUMN v_frame_quality.n_articles IS 'Articles compared';
COMMENT ON COLUMN v_frame_quality.n_positive IS 'Judgements of present by the coder';
COMMENT ON COLUMN v_frame_quality.precision IS 'Precision';
COMMENT ON COLUMN v_frame_quality.recall IS 'Recall';
COMMENT ON COLUMN v_frame_quality.f1 IS 'F1';
COMMENT ON COLUMN v_frame_quality.f1_low IS 'Lower end of its 95% interval';
COMMENT ON COLUMN v_frame_quality.f1_high IS 'Upper end';
COMMENT ON COLUMN v_frame_quality.calibration_error IS 'Debiased calibration error of the probabilities: how far they lie from how often they come true';
COMMENT ON COLUMN v_frame_quality.calibration_low IS 'Lower end of its 95% interval';
COMMENT ON COLUMN v_frame_quality.calibration_high IS 'Upper end';
COMMENT ON COLUMN v_frame_quality.scorer IS 'Scorer behind it';
