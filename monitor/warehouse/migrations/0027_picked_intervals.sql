-- Intervals of differences and changes that hold for whichever is picked as a headline. Null in rows of before, until the next run of trends.
ALTER TABLE frame_differences ADD COLUMN picked_lo DOUBLE;
COMMENT ON COLUMN frame_differences.picked_lo IS 'Lower end of an interval that holds with 97.5% for all differences of the contrast and text scope at once, so for whichever is picked';
ALTER TABLE frame_differences ADD COLUMN picked_hi DOUBLE;
COMMENT ON COLUMN frame_differences.picked_hi IS 'Upper end';
ALTER TABLE frame_shifts ADD COLUMN picked_lo DOUBLE;
COMMENT ON COLUMN frame_shifts.picked_lo IS 'Lower end of an interval that holds with 97.5% for all weeks, places and frames looked at, so for whichever is picked';
ALTER TABLE frame_shifts ADD COLUMN picked_hi DOUBLE;
COMMENT ON COLUMN frame_shifts.picked_hi IS 'Upper end';
