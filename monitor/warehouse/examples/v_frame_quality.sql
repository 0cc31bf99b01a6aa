-- How well does the scorer agree with coding, in each language?
SELECT language, frame_en, coder_kind, n_articles, round(f1, 2) AS f1, round(f1_low, 2) AS low, round(f1_high, 2) AS high,
    round(calibration_error, 2) AS calibration_error
FROM v_frame_quality
WHERE frame IN ('micro', 'macro')
ORDER BY coder_kind, language, frame
