-- Which scorer is behind the figures, with which codebook and model?
SELECT scorer, method, codebook_en, codebook_version, model_revision
FROM v_current_scorer
