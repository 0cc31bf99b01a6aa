-- What each report said first, kept as it was said: for the list of reports and the feed.
CREATE TABLE report_findings (
    week DATE, revision INTEGER, rank INTEGER, kind VARCHAR, sentence_en VARCHAR, sentence_zh VARCHAR, estimate DOUBLE, lo DOUBLE, hi DOUBLE,
    n_articles INTEGER, n_stories INTEGER, n_outlets INTEGER, method VARCHAR, scorer_id VARCHAR, frame_id VARCHAR, places VARCHAR[], caveat VARCHAR
);
COMMENT ON TABLE report_findings IS 'One row per finding of a report as it stands; a week''s rows are replaced when its report is written again';
COMMENT ON COLUMN report_findings.week IS 'Monday (UTC) of the week reported; key together with rank';
COMMENT ON COLUMN report_findings.revision IS 'Revision of the report that says it (see reports)';
COMMENT ON COLUMN report_findings.rank IS 'Place in the report, from 1';
COMMENT ON COLUMN report_findings.kind IS 'shift (lasting change), difference (between two places) or contrast (within one story)';
COMMENT ON COLUMN report_findings.sentence_en IS 'The finding as the English report words it';
COMMENT ON COLUMN report_findings.sentence_zh IS 'The finding as the Chinese report words it';
COMMENT ON COLUMN report_findings.estimate IS 'Size: a difference of shares, -1 to 1';
COMMENT ON COLUMN report_findings.lo IS 'Lower end of its interval';
COMMENT ON COLUMN report_findings.hi IS 'Upper end';
COMMENT ON COLUMN report_findings.n_articles IS 'Articles behind it';
COMMENT ON COLUMN report_findings.n_stories IS 'Stories behind it';
COMMENT ON COLUMN report_findings.n_outlets IS 'Outlets behind it';
COMMENT ON COLUMN report_findings.method IS 'How it was corrected, as in weekly_frame_prevalence';
COMMENT ON COLUMN report_findings.scorer_id IS 'Scorer behind it';
COMMENT ON COLUMN report_findings.frame_id IS 'Frame it is about';
COMMENT ON COLUMN report_findings.places IS 'Countries or territories it names';
COMMENT ON COLUMN report_findings.caveat IS 'What to keep in mind of it, as sentences; null where there is nothing';
