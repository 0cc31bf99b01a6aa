-- Judgements of frames under $codebook_version that stand in $origins.
SELECT article_id, label, coder_id, present, coder_kind, origin
FROM annotations
WHERE task = 'frame' AND codebook_version = $codebook_version AND list_contains($origins, origin)
ORDER BY article_id, label, coder_id
