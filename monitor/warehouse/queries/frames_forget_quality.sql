-- What was measured of $scorer_id.
DELETE FROM frame_quality WHERE scorer_id = $scorer_id
