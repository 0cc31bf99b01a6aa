-- What the codebook does not see: groups of passages that fit no frame.
CREATE TABLE frame_gap_searches (
    codebook_version VARCHAR, scorer_id VARCHAR, input_hash VARCHAR, n_passages INTEGER, n_worth_reading INTEGER, n_unfit INTEGER, n_gaps INTEGER
);
COMMENT ON TABLE frame_gap_searches IS 'One row per scorer: the last search for what its codebook does not see';
COMMENT ON COLUMN frame_gap_searches.codebook_version IS 'Codebook version; key together with scorer_id';
COMMENT ON COLUMN frame_gap_searches.scorer_id IS 'Scorer whose scores say what fits a frame';
COMMENT ON COLUMN frame_gap_searches.input_hash IS 'Hash of all that was read: the search is repeated when it changes';
COMMENT ON COLUMN frame_gap_searches.n_passages IS 'Passages read: of relevant articles in stories, over the weeks that trends compare';
COMMENT ON COLUMN frame_gap_searches.n_worth_reading IS 'Of these, statements that matter to their story: not short, repeated, copied, an echo of the title or far from the story';
COMMENT ON COLUMN frame_gap_searches.n_unfit IS 'Of these, passages that frames fit least: the lowest 15% by the best score over all frames';
COMMENT ON COLUMN frame_gap_searches.n_gaps IS 'Gaps found among them';

CREATE TABLE frame_gaps (
    codebook_version VARCHAR, scorer_id VARCHAR, gap_id VARCHAR, rank INTEGER, n_passages INTEGER, share DOUBLE, n_articles INTEGER,
    n_stories INTEGER, n_outlets INTEGER, first_week DATE, last_week DATE, countries VARCHAR[], languages VARCHAR[], terms_en VARCHAR,
    terms_zh VARCHAR, best_score DOUBLE, nearest_frames VARCHAR[], nearest_distances DOUBLE[]
);
COMMENT ON TABLE frame_gaps IS 'One row per group of passages across stories that fit no frame of the codebook: a list to read, never a frame by itself';
COMMENT ON COLUMN frame_gaps.codebook_version IS 'Codebook version; key together with scorer_id and gap_id';
COMMENT ON COLUMN frame_gaps.scorer_id IS 'Scorer whose scores say what fits a frame';
COMMENT ON COLUMN frame_gaps.gap_id IS 'Hash of codebook version, scorer and passages: the same for the same input';
COMMENT ON COLUMN frame_gaps.rank IS 'From 1, the largest';
COMMENT ON COLUMN frame_gaps.n_passages IS 'Passages in it';
COMMENT ON COLUMN frame_gaps.share IS 'Share of the passages worth reading (see frame_gap_searches), 0 to 1';
COMMENT ON COLUMN frame_gaps.n_articles IS 'Articles they stand in';
COMMENT ON COLUMN frame_gaps.n_stories IS 'Stories they stand in';
COMMENT ON COLUMN frame_gaps.n_outlets IS 'Outlets they stand in';
COMMENT ON COLUMN frame_gaps.first_week IS 'Monday (UTC) of the first week';
COMMENT ON COLUMN frame_gaps.last_week IS 'Monday (UTC) of the last week';
COMMENT ON COLUMN frame_gaps.countries IS 'Countries or territories of the outlets';
COMMENT ON COLUMN frame_gaps.languages IS 'Languages of the articles';
COMMENT ON COLUMN frame_gaps.terms_en IS 'Terms that set its English passages apart from all else that fits no frame; empty where it has none';
COMMENT ON COLUMN frame_gaps.terms_zh IS 'The same for its Chinese passages, in simplified characters';
COMMENT ON COLUMN frame_gaps.best_score IS 'Mean over its passages of the best score over all frames, on the scale of the passages'' scorer';
COMMENT ON COLUMN frame_gaps.nearest_frames IS 'Frames it comes nearest to, nearest first';
COMMENT ON COLUMN frame_gaps.nearest_distances IS 'How far its passages stay on average below the score from which each of these frames counts as present';

CREATE TABLE frame_gap_passages (
    codebook_version VARCHAR, scorer_id VARCHAR, gap_id VARCHAR, passage_id VARCHAR, article_id VARCHAR, rank INTEGER, typicality DOUBLE,
    best_frame VARCHAR, best_score DOUBLE, is_example BOOLEAN
);
COMMENT ON TABLE frame_gap_passages IS 'One row per passage of a gap (see frame_gaps); passages and articles lead back to text and address';
COMMENT ON COLUMN frame_gap_passages.codebook_version IS 'Codebook version; key together with scorer_id, gap_id and passage_id';
COMMENT ON COLUMN frame_gap_passages.scorer_id IS 'Scorer';
COMMENT ON COLUMN frame_gap_passages.gap_id IS 'Gap';
COMMENT ON COLUMN frame_gap_passages.passage_id IS 'Passage';
COMMENT ON COLUMN frame_gap_passages.article_id IS 'Its article';
COMMENT ON COLUMN frame_gap_passages.rank IS 'From 1, the most typical of the gap';
COMMENT ON COLUMN frame_gap_passages.typicality IS 'Cosine to the middle of the gap, of what passages say beyond their stories';
COMMENT ON COLUMN frame_gap_passages.best_frame IS 'Frame that fits it best, which is not enough';
COMMENT ON COLUMN frame_gap_passages.best_score IS 'Score for that frame';
COMMENT ON COLUMN frame_gap_passages.is_example IS 'True for the most typical in each language, each of another story';
