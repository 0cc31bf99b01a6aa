-- Calibration error without the bias of small samples, and its interval.
ALTER TABLE frame_quality ADD COLUMN calibration_lo DOUBLE;
ALTER TABLE frame_quality ADD COLUMN calibration_hi DOUBLE;
COMMENT ON COLUMN frame_quality.calibration_error IS 'Debiased calibration error of the probabilities (root mean square over up to 10 bins of equal size, Kumar et al. 2019)';
COMMENT ON COLUMN frame_quality.calibration_lo IS 'Lower end of its 95% bootstrap interval, by story';
COMMENT ON COLUMN frame_quality.calibration_hi IS 'Upper end of that interval';
