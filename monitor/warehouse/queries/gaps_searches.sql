-- The last search for gaps under $codebook_version and $scorer_id, if there was one.
FROM frame_gap_searches WHERE codebook_version = $codebook_version AND scorer_id = $scorer_id
