-- How articles frame their story: codebooks, scorers, scores with evidence, coding by people and models.
CREATE TABLE codebooks (codebook_version VARCHAR, codebook_id VARCHAR, title_en VARCHAR, title_zh VARCHAR, source VARCHAR);
COMMENT ON TABLE codebooks IS 'One row per version of a codebook';
COMMENT ON COLUMN codebooks.codebook_version IS 'Hash of the codebook''s content, the key: any change is a new version';
COMMENT ON COLUMN codebooks.codebook_id IS 'Name of the codebook';
COMMENT ON COLUMN codebooks.title_en IS 'Title in English';
COMMENT ON COLUMN codebooks.title_zh IS 'Title in Chinese';
COMMENT ON COLUMN codebooks.source IS 'Literature it draws on';

CREATE TABLE frames (
    codebook_version VARCHAR, frame_id VARCHAR, position INTEGER, name_en VARCHAR, name_zh VARCHAR, definition_en VARCHAR, definition_zh VARCHAR,
    policy_frame VARCHAR, entman VARCHAR[]
);
COMMENT ON TABLE frames IS 'One row per frame of a codebook version';
COMMENT ON COLUMN frames.codebook_version IS 'Codebook version; key together with frame_id';
COMMENT ON COLUMN frames.frame_id IS 'Id of the frame';
COMMENT ON COLUMN frames.position IS 'Order in the codebook, from 0';
COMMENT ON COLUMN frames.name_en IS 'Name in English';
COMMENT ON COLUMN frames.name_zh IS 'Name in Chinese';
COMMENT ON COLUMN frames.definition_en IS 'Definition in English';
COMMENT ON COLUMN frames.definition_zh IS 'Definition in Chinese';
COMMENT ON COLUMN frames.policy_frame IS 'Nearest category of the Policy Frames Codebook';
COMMENT ON COLUMN frames.entman IS 'Functions after Entman (1993): problem, cause, moral, remedy';

CREATE TABLE scorers (
    scorer_id VARCHAR, method VARCHAR, codebook_version VARCHAR, model_revision VARCHAR, projection_id VARCHAR, parameters VARCHAR
);
COMMENT ON TABLE scorers IS 'One row per way of scoring frames: method, model revision, projection, parameters';
COMMENT ON COLUMN scorers.scorer_id IS 'Hash of everything in the row, the key';
COMMENT ON COLUMN scorers.method IS 'prototype, nli or head';
COMMENT ON COLUMN scorers.codebook_version IS 'Codebook version it scores';
COMMENT ON COLUMN scorers.model_revision IS 'Revision of the model whose output it uses';
COMMENT ON COLUMN scorers.projection_id IS 'Hash of the language means (and projection) applied to vectors, empty where none is';
COMMENT ON COLUMN scorers.parameters IS 'Thresholds and parameters, a JSON object';

CREATE TABLE frame_scores (
    article_id VARCHAR, frame_id VARCHAR, scorer_id VARCHAR, text_hash VARCHAR, score DOUBLE, probability DOUBLE, present BOOLEAN
);
COMMENT ON TABLE frame_scores IS 'One row per relevant article, frame and scorer';
COMMENT ON COLUMN frame_scores.article_id IS 'Article; key together with frame_id and scorer_id';
COMMENT ON COLUMN frame_scores.frame_id IS 'Frame';
COMMENT ON COLUMN frame_scores.scorer_id IS 'Scorer';
COMMENT ON COLUMN frame_scores.text_hash IS 'Text that was scored';
COMMENT ON COLUMN frame_scores.score IS 'The scorer''s own scale';
COMMENT ON COLUMN frame_scores.probability IS 'Probability that the frame is present, 0 to 1';
COMMENT ON COLUMN frame_scores.present IS 'True when the frame counts as present';

CREATE TABLE frame_evidence (
    article_id VARCHAR, frame_id VARCHAR, scorer_id VARCHAR, rank INTEGER, passage_id VARCHAR, field VARCHAR, start INTEGER, stop INTEGER, score DOUBLE
);
COMMENT ON TABLE frame_evidence IS 'The passages behind a score, best first';
COMMENT ON COLUMN frame_evidence.article_id IS 'Article; key together with frame_id, scorer_id and rank';
COMMENT ON COLUMN frame_evidence.frame_id IS 'Frame';
COMMENT ON COLUMN frame_evidence.scorer_id IS 'Scorer';
COMMENT ON COLUMN frame_evidence.rank IS 'From 1, the best';
COMMENT ON COLUMN frame_evidence.passage_id IS 'Passage (see passages)';
COMMENT ON COLUMN frame_evidence.field IS 'title or body';
COMMENT ON COLUMN frame_evidence.start IS 'First character in that field';
COMMENT ON COLUMN frame_evidence.stop IS 'One past the last character';
COMMENT ON COLUMN frame_evidence.score IS 'Score of the passage on the scorer''s own scale';

CREATE TABLE annotations (
    article_id VARCHAR, task VARCHAR, label VARCHAR, present BOOLEAN, coder_id VARCHAR, coder_kind VARCHAR, codebook_version VARCHAR,
    inclusion_probability DOUBLE
);
COMMENT ON TABLE annotations IS 'One row per judgement of a coder on an article';
COMMENT ON COLUMN annotations.article_id IS 'Article; key together with task, label, coder_id and codebook_version';
COMMENT ON COLUMN annotations.task IS 'frame (label is a frame), story (label is the coder''s name for the story) or topic (label is a topic)';
COMMENT ON COLUMN annotations.label IS 'What was judged';
COMMENT ON COLUMN annotations.present IS 'The judgement: present or not';
COMMENT ON COLUMN annotations.coder_id IS 'Who judged';
COMMENT ON COLUMN annotations.coder_kind IS 'human, author (who wrote the synthetic text) or model';
COMMENT ON COLUMN annotations.codebook_version IS 'Codebook version used, empty for other tasks';
COMMENT ON COLUMN annotations.inclusion_probability IS 'Probability with which the article was drawn for coding, 0 to 1; null when it was not drawn at random';

CREATE TABLE coder_agreement (
    codebook_version VARCHAR, coders VARCHAR, language VARCHAR, frame_id VARCHAR, n_articles INTEGER, alpha DOUBLE, lo DOUBLE, hi DOUBLE
);
COMMENT ON TABLE coder_agreement IS 'Krippendorff''s alpha (nominal) by set of coders, language and frame';
COMMENT ON COLUMN coder_agreement.codebook_version IS 'Codebook version; key together with coders, language and frame_id';
COMMENT ON COLUMN coder_agreement.coders IS 'Coders compared, joined by +';
COMMENT ON COLUMN coder_agreement.language IS 'Language of the articles, or all';
COMMENT ON COLUMN coder_agreement.frame_id IS 'Frame, or all';
COMMENT ON COLUMN coder_agreement.n_articles IS 'Articles coded by at least two of them';
COMMENT ON COLUMN coder_agreement.alpha IS 'Alpha: 1 is perfect agreement, 0 what chance gives; null when no judgement varies';
COMMENT ON COLUMN coder_agreement.lo IS 'Lower end of the 95% bootstrap interval';
COMMENT ON COLUMN coder_agreement.hi IS 'Upper end of the 95% bootstrap interval';

CREATE TABLE frame_quality (
    scorer_id VARCHAR, coder_id VARCHAR, coder_kind VARCHAR, language VARCHAR, frame_id VARCHAR, n_articles INTEGER, n_positive INTEGER,
    precision DOUBLE, recall DOUBLE, f1 DOUBLE, f1_lo DOUBLE, f1_hi DOUBLE, calibration_error DOUBLE
);
COMMENT ON TABLE frame_quality IS 'How well a scorer agrees with a coder, by language and frame';
COMMENT ON COLUMN frame_quality.scorer_id IS 'Scorer; key together with coder_id, language and frame_id';
COMMENT ON COLUMN frame_quality.coder_id IS 'Coder it is compared with';
COMMENT ON COLUMN frame_quality.coder_kind IS 'Kind of that coder: human, author or model';
COMMENT ON COLUMN frame_quality.language IS 'Language of the articles, or all';
COMMENT ON COLUMN frame_quality.frame_id IS 'Frame; micro (all judgements pooled) or macro (mean over frames)';
COMMENT ON COLUMN frame_quality.n_articles IS 'Articles compared';
COMMENT ON COLUMN frame_quality.n_positive IS 'Judgements of present by the coder';
COMMENT ON COLUMN frame_quality.precision IS 'Precision';
COMMENT ON COLUMN frame_quality.recall IS 'Recall';
COMMENT ON COLUMN frame_quality.f1 IS 'F1';
COMMENT ON COLUMN frame_quality.f1_lo IS 'Lower end of the 95% bootstrap interval of F1, articles drawn by story';
COMMENT ON COLUMN frame_quality.f1_hi IS 'Upper end of that interval';
COMMENT ON COLUMN frame_quality.calibration_error IS 'Expected calibration error of the probabilities, 10 bins of equal size';
