-- The scorer behind every figure of this page.
SELECT scorer, method, codebook_version, codebook_en, codebook_zh, model_revision, projection_id, parameters FROM v_current_scorer
