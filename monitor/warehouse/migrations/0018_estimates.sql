-- Estimates that say what they rest on: correction by coding of other weeks, caveats, and the same without any one outlet.
ALTER TABLE weekly_frame_prevalence ADD COLUMN caveat VARCHAR;
COMMENT ON COLUMN weekly_frame_prevalence.caveat IS 'What to keep in mind, as sentences: few articles, one story or outlet that holds half of them; null where there is nothing';
ALTER TABLE weekly_frame_prevalence ADD COLUMN least_without_outlet DOUBLE;
COMMENT ON COLUMN weekly_frame_prevalence.least_without_outlet IS 'Least share when any one outlet is left out; null with a single outlet';
ALTER TABLE weekly_frame_prevalence ADD COLUMN most_without_outlet DOUBLE;
COMMENT ON COLUMN weekly_frame_prevalence.most_without_outlet IS 'Largest share when any one outlet is left out';
COMMENT ON COLUMN weekly_frame_prevalence.n_gold IS 'Coded articles behind the correction: among these (ppi), or among all weeks'' of the same places and languages (ppi-weeks-pooled, transported); uncorrected: coded among these';
COMMENT ON COLUMN weekly_frame_prevalence.method IS 'ppi (corrected by coding of this period), ppi-weeks-pooled (by the coding of all weeks, these among them), transported (by coding of other weeks only) or uncorrected (the scorer''s own share)';
ALTER TABLE frame_differences ADD COLUMN caveat VARCHAR;
COMMENT ON COLUMN frame_differences.caveat IS 'What to keep in mind, as sentences: few articles, one story or outlet that holds half of a side, a clear difference that one outlet makes; null where there is nothing';
ALTER TABLE frame_differences ADD COLUMN least_without_outlet DOUBLE;
COMMENT ON COLUMN frame_differences.least_without_outlet IS 'Least difference when any one outlet is left out; null where a side has a single one';
ALTER TABLE frame_differences ADD COLUMN most_without_outlet DOUBLE;
COMMENT ON COLUMN frame_differences.most_without_outlet IS 'Largest difference when any one outlet is left out';
COMMENT ON COLUMN frame_differences.method IS 'As in weekly_frame_prevalence, of the side that was corrected less well; uncorrected where one side is';
COMMENT ON COLUMN frame_shifts.method IS 'As in weekly_frame_prevalence, of the period before or after that was corrected less well';
