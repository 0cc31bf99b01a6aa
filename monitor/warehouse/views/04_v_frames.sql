CREATE OR REPLACE VIEW v_frames AS
SELECT
    f.frame_id AS frame, f.name_en AS frame_en, f.name_zh AS frame_zh, f.position, f.definition_en, f.definition_zh,
    f.policy_frame, f.entman
FROM frames AS f
JOIN scorers AS s USING (codebook_version)
WHERE s.scorer_id = current_scorer_id()
ORDER BY f.position;
COMMENT ON VIEW v_frames IS 'The frames of the codebook in use, in its order';
COMMENT ON COLUMN v_frames.frame IS 'Id of the frame';
COMMENT ON COLUMN v_frames.frame_en IS 'Name in English';
COMMENT ON COLUMN v_frames.frame_zh IS 'Name in Chinese';
COMMENT ON COLUMN v_frames.position IS 'Order in the codebook, from 0';
COMMENT ON COLUMN v_frames.definition_en IS 'What counts as this frame, in English';
COMMENT ON COLUMN v_frames.definition_zh IS 'What counts as this frame, in Chinese';
COMMENT ON COLUMN v_frames.policy_frame IS 'Nearest category of the Policy Frames Codebook';
COMMENT ON COLUMN v_frames.entman IS 'Functions after Entman (1993): problem, cause, moral, remedy';
