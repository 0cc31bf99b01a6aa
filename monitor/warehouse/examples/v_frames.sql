-- What does each frame of the codebook in use mean?
SELECT frame, frame_en, frame_zh, definition_en
FROM v_frames
ORDER BY position
