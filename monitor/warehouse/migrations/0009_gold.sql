-- Coding by people: samples with known chances of being drawn, files imported and what was refused, what counts as gold.
ALTER TABLE annotations ADD COLUMN origin VARCHAR;
COMMENT ON COLUMN annotations.origin IS 'Where it stands: sample (the synthetic sample''s own), files (a file of gold.files, read anew on every run), import (kept until replaced), carried (an import with an older codebook version of the same instructions)';
ALTER TABLE annotations ADD COLUMN import_id VARCHAR;
COMMENT ON COLUMN annotations.import_id IS 'Import it came by (gold_imports); null for the sample and for gold.files';
ALTER TABLE annotations ADD COLUMN coded_at TIMESTAMPTZ;
COMMENT ON COLUMN annotations.coded_at IS 'When the coder judged (UTC), null where the file does not say';
COMMENT ON COLUMN annotations.coder_id IS 'Who judged; "adjudicated by NAME" for a decision between coders who differed';
COMMENT ON COLUMN annotations.coder_kind IS 'human, author (who wrote the synthetic text), model, or adjudicated (a person decided between coders who differed)';
COMMENT ON COLUMN annotations.inclusion_probability IS 'Chance of being drawn that the file itself gives, 0 to 1; null where it gives none: the chance then follows from the samples the article was coded for (see gold_coded and v_gold)';
UPDATE annotations SET origin = CASE WHEN coder_id IN ('author', 'model_a', 'model_b') THEN 'sample' ELSE 'files' END;

CREATE TABLE gold_samples (
    sample_id VARCHAR, name VARCHAR, kind VARCHAR, seed BIGINT, per_stratum INTEGER, topic_method VARCHAR, text_scopes VARCHAR[], scorer_id VARCHAR,
    codebook_version VARCHAR, n_population INTEGER, n_articles INTEGER, drawn_at TIMESTAMPTZ
);
COMMENT ON TABLE gold_samples IS 'One row per set of articles chosen for coding: drawn at random, or suggested';
COMMENT ON COLUMN gold_samples.sample_id IS 'Hash of seed, sizes and population (or of what was suggested), the key';
COMMENT ON COLUMN gold_samples.name IS 'Its name for people, unique';
COMMENT ON COLUMN gold_samples.kind IS 'random (every article of the population had a known chance) or suggested (chosen for what can be learned from it: never used for prevalence)';
COMMENT ON COLUMN gold_samples.seed IS 'Seed of the draw; null for a suggestion';
COMMENT ON COLUMN gold_samples.per_stratum IS 'Least number of articles drawn from a stratum that has as many; null for a suggestion';
COMMENT ON COLUMN gold_samples.topic_method IS 'Method behind the relevance of the articles';
COMMENT ON COLUMN gold_samples.text_scopes IS 'Scopes of text that were in the population: title, partial, full';
COMMENT ON COLUMN gold_samples.scorer_id IS 'Scorer whose probabilities led a suggestion; null for a random draw';
COMMENT ON COLUMN gold_samples.codebook_version IS 'Codebook version when it was chosen; the export says which one the coders were given';
COMMENT ON COLUMN gold_samples.n_population IS 'Articles that it was chosen from';
COMMENT ON COLUMN gold_samples.n_articles IS 'Articles chosen';
COMMENT ON COLUMN gold_samples.drawn_at IS 'When (UTC)';

CREATE TABLE gold_strata (
    sample_id VARCHAR, stratum VARCHAR, country VARCHAR, language VARCHAR, n_population INTEGER, n_drawn INTEGER, inclusion_probability DOUBLE
);
COMMENT ON TABLE gold_strata IS 'One row per random sample and stratum (country or territory by language)';
COMMENT ON COLUMN gold_strata.sample_id IS 'Sample; key together with stratum';
COMMENT ON COLUMN gold_strata.stratum IS 'Country and language, joined by /';
COMMENT ON COLUMN gold_strata.country IS 'Country or territory of the outlets, ISO 3166-1 alpha-3, or unknown';
COMMENT ON COLUMN gold_strata.language IS 'Language of the articles, BCP 47, or unknown';
COMMENT ON COLUMN gold_strata.n_population IS 'Articles that could be drawn';
COMMENT ON COLUMN gold_strata.n_drawn IS 'Articles drawn, without replacement, each with the same chance';
COMMENT ON COLUMN gold_strata.inclusion_probability IS 'n_drawn / n_population';

CREATE TABLE gold_population (sample_id VARCHAR, article_id VARCHAR, stratum VARCHAR);
COMMENT ON TABLE gold_population IS 'One row per article that a random sample could have drawn: needed for the chance to be in any of several samples';
COMMENT ON COLUMN gold_population.sample_id IS 'Sample; key together with article_id';
COMMENT ON COLUMN gold_population.article_id IS 'Article';
COMMENT ON COLUMN gold_population.stratum IS 'Stratum (see gold_strata)';

CREATE TABLE gold_sample_articles (sample_id VARCHAR, article_id VARCHAR, stratum VARCHAR, inclusion_probability DOUBLE, position INTEGER);
COMMENT ON TABLE gold_sample_articles IS 'One row per article chosen for coding';
COMMENT ON COLUMN gold_sample_articles.sample_id IS 'Sample; key together with article_id';
COMMENT ON COLUMN gold_sample_articles.article_id IS 'Article';
COMMENT ON COLUMN gold_sample_articles.stratum IS 'Country and language, joined by /';
COMMENT ON COLUMN gold_sample_articles.inclusion_probability IS 'Chance with which this sample drew it; null in a suggestion';
COMMENT ON COLUMN gold_sample_articles.position IS 'Order for coding, from 1: random in a random sample, so that the first k coded are a random part of it';

CREATE TABLE gold_coded (
    sample_id VARCHAR, article_id VARCHAR, coder_id VARCHAR, codebook_version VARCHAR, note VARCHAR, origin VARCHAR, import_id VARCHAR
);
COMMENT ON TABLE gold_coded IS 'One row per article that a coder coded for a sample (or for none)';
COMMENT ON COLUMN gold_coded.sample_id IS 'Sample it was coded for, empty for none; key together with article_id, coder_id and codebook_version';
COMMENT ON COLUMN gold_coded.article_id IS 'Article';
COMMENT ON COLUMN gold_coded.coder_id IS 'Who coded';
COMMENT ON COLUMN gold_coded.codebook_version IS 'Codebook version used';
COMMENT ON COLUMN gold_coded.note IS 'What the coder wrote beside it';
COMMENT ON COLUMN gold_coded.origin IS 'As in annotations: files, import or carried';
COMMENT ON COLUMN gold_coded.import_id IS 'Import it came by; null for gold.files';

CREATE TABLE gold_imports (
    import_id VARCHAR, file VARCHAR, sha256 VARCHAR, format VARCHAR, coder_kind VARCHAR, codebook_version VARCHAR, n_articles INTEGER, n_coders INTEGER,
    n_judgements INTEGER, n_not_coded INTEGER, n_refused INTEGER, imported_at TIMESTAMPTZ
);
COMMENT ON TABLE gold_imports IS 'One row per file of coding that was imported (operational)';
COMMENT ON COLUMN gold_imports.import_id IS 'Hash of the file''s bytes, the kind of coder and the codebook version, the key';
COMMENT ON COLUMN gold_imports.file IS 'Name of the file, without its folder';
COMMENT ON COLUMN gold_imports.sha256 IS 'SHA-256 of its bytes';
COMMENT ON COLUMN gold_imports.format IS 'label-studio, csv (a row an article) or csv-long (a row a judgement)';
COMMENT ON COLUMN gold_imports.coder_kind IS 'Kind of its coders';
COMMENT ON COLUMN gold_imports.codebook_version IS 'Codebook version it was imported for';
COMMENT ON COLUMN gold_imports.n_articles IS 'Articles with a judgement that was taken';
COMMENT ON COLUMN gold_imports.n_coders IS 'Coders with a judgement that was taken';
COMMENT ON COLUMN gold_imports.n_judgements IS 'Judgements taken, those known before included';
COMMENT ON COLUMN gold_imports.n_not_coded IS 'Rows or annotations that hold no judgement: left empty, or cancelled';
COMMENT ON COLUMN gold_imports.n_refused IS 'Rows refused, see gold_refused';
COMMENT ON COLUMN gold_imports.imported_at IS 'When (UTC)';

CREATE TABLE gold_refused (import_id VARCHAR, number INTEGER, row_number INTEGER, reason VARCHAR);
COMMENT ON TABLE gold_refused IS 'One row per row of an imported file that was refused, with the reason; the rest of the file was taken';
COMMENT ON COLUMN gold_refused.import_id IS 'Import; key together with number';
COMMENT ON COLUMN gold_refused.number IS 'Count of refusals in the file, from 1';
COMMENT ON COLUMN gold_refused.row_number IS 'Row as a person counts it in a spreadsheet (the header is row 1); for Label Studio the number of the task in the file';
COMMENT ON COLUMN gold_refused.reason IS 'Why, as a sentence';

CREATE TABLE gold_kinds (coder_kind VARCHAR);
COMMENT ON TABLE gold_kinds IS 'Kinds of coders that count as gold under the settings of the last run';
COMMENT ON COLUMN gold_kinds.coder_kind IS 'human, author or model, the key';

CREATE TABLE coder_confusion (
    codebook_version VARCHAR, coder_a VARCHAR, coder_b VARCHAR, language VARCHAR, frame_id VARCHAR, n_articles INTEGER, n_both INTEGER, n_a_only INTEGER,
    n_b_only INTEGER, n_neither INTEGER
);
COMMENT ON TABLE coder_confusion IS 'What two coders said of the same articles, by language and frame';
COMMENT ON COLUMN coder_confusion.codebook_version IS 'Codebook version; key together with coder_a, coder_b, language and frame_id';
COMMENT ON COLUMN coder_confusion.coder_a IS 'One coder, the first in the alphabet';
COMMENT ON COLUMN coder_confusion.coder_b IS 'The other';
COMMENT ON COLUMN coder_confusion.language IS 'Language of the articles, or all';
COMMENT ON COLUMN coder_confusion.frame_id IS 'Frame, or all';
COMMENT ON COLUMN coder_confusion.n_articles IS 'Articles both judged';
COMMENT ON COLUMN coder_confusion.n_both IS 'Judgements: present, say both';
COMMENT ON COLUMN coder_confusion.n_a_only IS 'Present, says only coder_a';
COMMENT ON COLUMN coder_confusion.n_b_only IS 'Present, says only coder_b';
COMMENT ON COLUMN coder_confusion.n_neither IS 'Absent, say both';

-- What counts as gold, for every article and frame that coders of these kinds judged with this codebook version: the decision of whoever
-- adjudicated, else what most coders say; null (undecided) on a tie. The chance that the article was coded at all:
--   for one sample, in a stratum, p = articles coded for it (with a decided judgement of the frame) / articles of its population: the chance of
--   being drawn times the share coded, taken as random within the stratum, which the random order of coding makes it;
--   for several samples, drawn independently, 1 - product of (1 - p) over all samples that could have drawn the article, drawn or not.
-- Coding for a suggestion or for no sample gives no chance (null) and so enters no correction.
CREATE MACRO gold_judgements(kinds, version) AS TABLE
WITH judged AS (
    SELECT article_id, label AS frame_id, coder_id, coder_kind = 'adjudicated' AS is_decision, present, inclusion_probability
    FROM annotations
    WHERE task = 'frame' AND present IS NOT NULL AND codebook_version = version
        AND (list_contains(kinds, coder_kind) OR (coder_kind = 'adjudicated' AND len(kinds) > 0))
), counted AS (
    SELECT
        article_id, frame_id,
        count(*) FILTER (is_decision AND present) AS decided_yes, count(*) FILTER (is_decision AND NOT present) AS decided_no,
        count(*) FILTER (NOT is_decision AND present) AS yes, count(*) FILTER (NOT is_decision AND NOT present) AS no,
        max(inclusion_probability) AS own_probability
    FROM judged
    GROUP BY article_id, frame_id
), decided AS (
    SELECT
        article_id, frame_id, yes + no AS n_coders, yes AS n_present, own_probability,
        CASE
            WHEN decided_yes + decided_no > 0 THEN CASE WHEN decided_yes <> decided_no THEN decided_yes > decided_no END
            WHEN yes <> no THEN yes > no
        END AS present,
        CASE
            WHEN decided_yes + decided_no > 0 THEN CASE WHEN decided_yes <> decided_no THEN 'adjudicated' ELSE 'undecided' END
            WHEN yes = no THEN 'undecided' WHEN yes + no = 1 THEN 'one coder' WHEN yes = 0 OR no = 0 THEN 'unanimous' ELSE 'majority'
        END AS basis
    FROM counted
), coded AS (
    SELECT DISTINCT chosen.sample_id, chosen.stratum, chosen.article_id, judged.frame_id
    FROM judged
    JOIN decided ON decided.article_id = judged.article_id AND decided.frame_id = judged.frame_id AND decided.present IS NOT NULL
    JOIN gold_coded ON gold_coded.article_id = judged.article_id AND gold_coded.coder_id = judged.coder_id AND gold_coded.codebook_version = version
    JOIN gold_samples ON gold_samples.sample_id = gold_coded.sample_id AND gold_samples.kind = 'random'
    JOIN gold_sample_articles AS chosen ON chosen.sample_id = gold_samples.sample_id AND chosen.article_id = judged.article_id
), rates AS (
    SELECT coded.sample_id, coded.stratum, coded.frame_id, count(*) / any_value(gold_strata.n_population) AS rate
    FROM coded
    JOIN gold_strata ON gold_strata.sample_id = coded.sample_id AND gold_strata.stratum = coded.stratum
    GROUP BY coded.sample_id, coded.stratum, coded.frame_id
), sampled AS (
    SELECT drawn.article_id, drawn.frame_id, 1 - product(1 - rates.rate) AS probability
    FROM (SELECT DISTINCT article_id, frame_id FROM coded) AS drawn
    JOIN gold_population ON gold_population.article_id = drawn.article_id
    JOIN rates ON rates.sample_id = gold_population.sample_id AND rates.stratum = gold_population.stratum AND rates.frame_id = drawn.frame_id
    GROUP BY drawn.article_id, drawn.frame_id
)
SELECT
    decided.article_id, decided.frame_id, decided.present, decided.basis, decided.n_coders, decided.n_present,
    CASE
        WHEN sampled.probability IS NULL THEN decided.own_probability
        ELSE round(1 - (1 - sampled.probability) * (1 - coalesce(decided.own_probability, 0)), 12)
    END AS inclusion_probability
FROM decided
LEFT JOIN sampled ON sampled.article_id = decided.article_id AND sampled.frame_id = decided.frame_id;
COMMENT ON COLUMN frame_quality.coder_id IS 'Coder it is compared with; gold for what counts where there are several (see v_gold)';
COMMENT ON COLUMN frame_quality.coder_kind IS 'Kind of that coder: human, author, model or gold';
