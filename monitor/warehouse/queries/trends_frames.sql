-- Frames of the scorer's codebook, in the codebook's order.
SELECT frames.frame_id, scorers.codebook_version
FROM scorers
JOIN frames USING (codebook_version)
WHERE scorers.scorer_id = $scorer_id
ORDER BY frames.position, frames.frame_id
