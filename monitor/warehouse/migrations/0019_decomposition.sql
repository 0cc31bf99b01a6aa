-- Differences of framing in parts: is it other events, other attention to the same events, or the same events told otherwise?
CREATE TABLE framing_decomposition (
    range_start DATE, range_stop DATE, contrast VARCHAR, side_a VARCHAR, side_b VARCHAR, text_scope VARCHAR, frame_id VARCHAR, scorer_id VARCHAR,
    resolution VARCHAR, n_articles_a INTEGER, n_articles_b INTEGER, n_shared INTEGER, n_shared_a INTEGER, n_shared_b INTEGER,
    difference DOUBLE, difference_lo DOUBLE, difference_hi DOUBLE, unshared DOUBLE, unshared_lo DOUBLE, unshared_hi DOUBLE,
    agenda DOUBLE, agenda_lo DOUBLE, agenda_hi DOUBLE, framing DOUBLE, framing_lo DOUBLE, framing_hi DOUBLE, method VARCHAR, reason VARCHAR
);
COMMENT ON TABLE framing_decomposition IS 'One row per difference of frame_differences and resolution: its parts, which add up to it';
COMMENT ON COLUMN framing_decomposition.range_start IS 'Monday of the first week';
COMMENT ON COLUMN framing_decomposition.range_stop IS 'Monday of the last week (included)';
COMMENT ON COLUMN framing_decomposition.contrast IS 'What the sides are: country, ownership, audience or language';
COMMENT ON COLUMN framing_decomposition.side_a IS 'One side; within a country written CHN:state';
COMMENT ON COLUMN framing_decomposition.side_b IS 'The other side';
COMMENT ON COLUMN framing_decomposition.text_scope IS 'title, partial or full: never mixed';
COMMENT ON COLUMN framing_decomposition.frame_id IS 'Frame';
COMMENT ON COLUMN framing_decomposition.scorer_id IS 'Scorer behind it';
COMMENT ON COLUMN framing_decomposition.resolution IS 'What counts as the same event: story, or dispute (the long-running dispute that a story belongs to)';
COMMENT ON COLUMN framing_decomposition.n_articles_a IS 'Articles of side a';
COMMENT ON COLUMN framing_decomposition.n_articles_b IS 'Articles of side b';
COMMENT ON COLUMN framing_decomposition.n_shared IS 'Stories (or disputes) that both sides tell';
COMMENT ON COLUMN framing_decomposition.n_shared_a IS 'Articles of side a on them';
COMMENT ON COLUMN framing_decomposition.n_shared_b IS 'Articles of side b on them';
COMMENT ON COLUMN framing_decomposition.difference IS 'Share on side a minus share on side b: unshared + agenda + framing';
COMMENT ON COLUMN framing_decomposition.difference_lo IS 'Lower end of its 95% interval';
COMMENT ON COLUMN framing_decomposition.difference_hi IS 'Upper end';
COMMENT ON COLUMN framing_decomposition.unshared IS 'Part that is due to stories which only one side tells';
COMMENT ON COLUMN framing_decomposition.unshared_lo IS 'Lower end of its 95% interval';
COMMENT ON COLUMN framing_decomposition.unshared_hi IS 'Upper end';
COMMENT ON COLUMN framing_decomposition.agenda IS 'Part that is due to other attention to the same stories';
COMMENT ON COLUMN framing_decomposition.agenda_lo IS 'Lower end of its 95% interval';
COMMENT ON COLUMN framing_decomposition.agenda_hi IS 'Upper end';
COMMENT ON COLUMN framing_decomposition.framing IS 'Part that is due to the same stories being told otherwise';
COMMENT ON COLUMN framing_decomposition.framing_lo IS 'Lower end of its 95% interval';
COMMENT ON COLUMN framing_decomposition.framing_hi IS 'Upper end';
COMMENT ON COLUMN framing_decomposition.method IS 'As in frame_differences';
COMMENT ON COLUMN framing_decomposition.reason IS 'Why it is withheld, not split or uncorrected';
