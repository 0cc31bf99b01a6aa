"""A warehouse of any size as the stages would leave it, made by SQL alone: for ``benchmarks/views.py``.

30 outlets of 12 countries or territories (five of them under three outlets), 157 weeks up to 2026-W12, a story for every twenty
articles, of which a few are told by hundreds, every seventh article a copy, one in seven with its title alone. Twelve frames, whose
shares differ by place and story; a prototype scorer that errs; 200 articles of each place and language drawn at random and coded, none
of the newest week, which has only just come in. All articles are relevant, which is the hardest case. Chance is the hash of a row's
number, so the same size gives the same rows.
"""

from datetime import date

import duckdb

from monitor.warehouse import Warehouse

SCORER, OLDER, VERSION, METHOD = "made-scorer", "older-scorer", "made-codebook", "made-method"
NEWEST = date(2026, 3, 16)
WEEKS = 157
FRAMES = 12
PER_STORY = 20
BLOCKS = 5
"""Days within which the stories of one time begin."""
PASSAGES = 12
"""Passages of an article with evidence."""

SETTING_UP = f"""
-- hash(a, b) of two values is not independent of hash(a, c): the salt goes into the value
CREATE TEMP MACRO chance(number, salt) AS hash(number * 1000003 + salt) / 18446744073709551616.0;
CREATE TEMP MACRO chance_of(name, salt) AS hash(name || '/' || salt) / 18446744073709551616.0;
CREATE TEMP TABLE places AS
SELECT row_number() OVER () - 1 AS place, unnest AS country, [5, 4, 4, 3, 3, 3, 3, 1, 1, 1, 1, 1][row_number() OVER ()] AS n_outlets
FROM unnest(['CHN', 'USA', 'GBR', 'TWN', 'SGP', 'IND', 'HKG', 'JPN', 'DEU', 'FRA', 'AUS', 'KOR']);
INSERT INTO outlets BY NAME
SELECT
    lower(country) || '-' || number AS outlet_id, country || ' Daily ' || number AS name, country || '日报' || number AS name_zh,
    lower(country) || number || '.example' AS domain, country, [if(country = 'CHN' AND number > 2, 'zh-Hans', 'en')] AS languages,
    ['state', 'private', 'public'][1 + (place + number) % 3] AS ownership, if(number % 3 = 0, 'foreign', 'domestic') AS audience
FROM places, range(1, n_outlets + 1) AS numbers (number)
ORDER BY place, number;
INSERT INTO codebooks (codebook_version, codebook_id, title_en, title_zh) VALUES ('{VERSION}', 'made', 'Made frames', '编造的框架');
INSERT INTO frames (codebook_version, frame_id, position, name_en, name_zh, definition_en)
SELECT
    '{VERSION}', 'frame_' || lpad(number::VARCHAR, 2, '0'), number, 'Frame ' || number, '框架' || number,
    'What frame ' || number || ' means'
FROM range({FRAMES}) AS numbers (number);
INSERT INTO scorers (scorer_id, method, codebook_version, model_revision)
VALUES ('{OLDER}', 'prototype', '{VERSION}', 'made'), ('{SCORER}', 'prototype', '{VERSION}', 'made');
INSERT INTO gold_kinds VALUES ('human');
INSERT INTO coverage_windows
VALUES ('made', TIMESTAMPTZ '{NEWEST}' - INTERVAL {7 * (WEEKS - 1)} DAY, TIMESTAMPTZ '{NEWEST}' + INTERVAL 7 DAY);
CREATE TEMP TABLE words AS
SELECT number, string_agg(word, ' ') AS text
FROM (
    SELECT
        number,
        substr(
            'abcdefghijklmnopqrstuvwxyz', 1 + floor(20 * chance(number, step))::BIGINT, 2 + floor(6 * chance(step, number))::BIGINT
        ) AS word
    FROM range(20000) AS texts (number), range(150) AS words (step)
)
GROUP BY number;
CREATE TEMP TABLE outlet_of AS SELECT row_number() OVER () - 1 AS number, outlet_id, country, ownership, audience, languages FROM outlets;
"""

ARTICLES = f"""
CREATE TEMP TABLE made AS
WITH drawn AS (
    SELECT
        number, lpad(to_hex(hash(number)), 16, '0') AS article_id, number * {7 * WEEKS} / $n AS day,
        floor(chance(number, 1) * 30)::BIGINT AS outlet, if(chance(number, 2) < 1 / 7.0, 'title', 'full') AS text_scope
    FROM range($n) AS numbers (number)
)
SELECT
    drawn.*, TIMESTAMPTZ '{NEWEST}' - INTERVAL {7 * (WEEKS - 1)} DAY + to_seconds(day * 86400) AS published_at,
    -- the chance to be chosen falls with a story's number within its days
    'story-' || floor(day / {BLOCKS})::BIGINT || '-'
        || floor(greatest(1, $n / {PER_STORY} / ({7 * WEEKS / BLOCKS})) * pow(chance(number, 3), 2.5))::BIGINT AS story_id
FROM drawn;
INSERT INTO articles BY NAME
SELECT
    article_id, 'https://' || o.outlet_id || '.example/' || article_id AS url, o.outlet_id, country, ownership, audience,
    CASE WHEN country = 'TWN' THEN 'zh-Hant' WHEN country = 'CHN' AND chance(made.number, 4) < 0.7 THEN 'zh-Hans' ELSE 'en' END AS language,
    'Headline ' || made.number || ': ' || left(text, 60) AS title, if(text_scope = 'title', '', text || made.number) AS body,
    published_at, 'page' AS published_method, published_at AS first_seen_at,
    CAST(date_trunc('week', published_at AT TIME ZONE 'UTC') AS DATE) AS week, article_id AS text_hash, text_scope, 1 AS version
FROM made
JOIN outlet_of AS o ON o.number = made.outlet
JOIN words ON words.number = hash(made.number) % 20000
ORDER BY made.number;
INSERT INTO copies BY NAME
SELECT
    article_id,
    if(chance(number, 6) < 1 / 7.0, first_value(article_id) OVER (PARTITION BY story_id ORDER BY number), article_id) AS copy_group,
    copy_group = article_id AS is_original, 1.0 AS similarity
FROM made;
INSERT INTO article_topics BY NAME
SELECT
    article_id, topic AS topic_id, method, article_id AS text_hash, chance(number, length(topic)) AS relevance,
    topic = 'ai' OR relevance > 0.9 AS is_relevant
FROM made, (VALUES ('ai', '{METHOD}'), ('trade', '{METHOD}'), ('ai', 'older-method')) AS topics (topic, method)
WHERE method = '{METHOD}' OR number % 20 = 0;
INSERT INTO story_members BY NAME SELECT article_id, story_id, 3.0 AS similarity, article_id AS input_hash FROM made;
INSERT INTO stories BY NAME
SELECT
    story_id, 'Story ' || story_id AS label_en, '故事 ' || story_id AS label_zh, 'dispute-' || hash(story_id) % 50 AS dispute_id,
    'Dispute ' || hash(story_id) % 50 AS dispute_label_en, '争端 ' || hash(story_id) % 50 AS dispute_label_zh,
    min(published_at) AS first_published_at, max(published_at) AS last_published_at, count(*) AS n_articles,
    count(DISTINCT outlet) AS n_outlets, list(DISTINCT country) AS countries
FROM made JOIN outlet_of ON outlet_of.number = made.outlet
GROUP BY story_id;
"""

SCORES = f"""
CREATE TEMP TABLE truth AS
SELECT
    made.number, article_id, frame_id, position, country,
    -- a frame's share differs by place and by story
    chance(made.number, position + 100) < 0.25 * (chance_of(country, position) + chance_of(story_id, position)) + 0.02 AS carries
FROM made JOIN outlet_of ON outlet_of.number = made.outlet, frames;
INSERT INTO frame_scores BY NAME
SELECT
    article_id, frame_id, '{SCORER}' AS scorer_id, article_id AS text_hash,
    if(carries, 0.3 + 0.7 * chance(number, position + 200), 0.55 * chance(number, position + 200)) AS probability,
    4 * probability - 2 AS score, probability >= 0.5 AS present
FROM truth
ORDER BY number, position;
INSERT INTO frame_scores BY NAME
SELECT article_id, frame_id, '{OLDER}' AS scorer_id, article_id AS text_hash, 0.0 AS score, 0.1 AS probability, false AS present
FROM truth WHERE number % 100 = 0;
CREATE TEMP TABLE shown AS
SELECT number, article_id, language, title, body FROM made JOIN articles USING (article_id) WHERE number % $every = 0;
INSERT INTO passages BY NAME
SELECT
    article_id || '-' || step AS passage_id, article_id, step AS position, if(step = 0, 'title', 'body') AS field,
    if(step = 0, 0, 60 * (step - 1)) AS start, if(step = 0, length(title), 60 * step) AS stop,
    if(step = 0, title, substr(body, 60 * (step - 1) + 1, 60)) AS text, passage_id AS text_hash
FROM shown, range({PASSAGES}) AS passages (step)
ORDER BY number, step;
INSERT INTO frame_evidence BY NAME
SELECT
    article_id, frame_id, scorer_id, rank, article_id || '-' || step AS passage_id, if(step = 0, 'title', 'body') AS field,
    if(step = 0, 0, 60 * (step - 1)) AS start, if(step = 0, 20, 60 * step) AS stop, score / rank AS score
FROM (
    SELECT *, (hash(article_id || frame_id) % {PASSAGES} + rank * 3) % {PASSAGES} AS step
    FROM frame_scores SEMI JOIN shown USING (article_id), range(1, 4) AS ranks (rank)
)
WHERE scorer_id = '{SCORER}';
"""

CODING = f"""
INSERT INTO gold_samples BY NAME
SELECT
    'sample' AS sample_id, 'drawn' AS name, 'random' AS kind, 200 AS per_stratum, '{METHOD}' AS topic_method,
    '{VERSION}' AS codebook_version, count(*) AS n_population
FROM articles WHERE text_scope = 'full' AND week < DATE '{NEWEST}';
INSERT INTO gold_population
SELECT 'sample', article_id, country || ' ' || language FROM articles WHERE text_scope = 'full' AND week < DATE '{NEWEST}';
CREATE TEMP TABLE chosen AS
SELECT * FROM gold_population QUALIFY row_number() OVER (PARTITION BY stratum ORDER BY hash(article_id)) <= 200;
INSERT INTO gold_strata BY NAME
SELECT
    'sample' AS sample_id, stratum, split_part(stratum, ' ', 1) AS country, split_part(stratum, ' ', 2) AS language,
    count(*) AS n_population, least(200, count(*)) AS n_drawn, least(200, count(*)) / count(*) AS inclusion_probability
FROM gold_population GROUP BY stratum;
INSERT INTO gold_sample_articles BY NAME
SELECT sample_id, article_id, stratum, inclusion_probability, row_number() OVER (ORDER BY article_id) AS position
FROM chosen JOIN gold_strata USING (sample_id, stratum);
INSERT INTO gold_coded BY NAME
SELECT sample_id, article_id, 'coder' AS coder_id, '{VERSION}' AS codebook_version, 'files' AS origin FROM chosen;
INSERT INTO annotations BY NAME
SELECT
    article_id, 'frame' AS task, frame_id AS label, carries AS present, 'coder' AS coder_id, 'human' AS coder_kind,
    '{VERSION}' AS codebook_version
FROM truth SEMI JOIN chosen USING (article_id);
INSERT INTO frame_quality BY NAME
SELECT '{SCORER}' AS scorer_id, 'coder' AS coder_id, 'human' AS coder_kind, language, frame_id, 200 AS n_articles, 0.7 AS f1
FROM (VALUES ('all'), ('en'), ('zh-Hans'), ('zh-Hant')) AS languages (language),
    (SELECT frame_id FROM frames UNION ALL SELECT 'micro' UNION ALL SELECT 'macro');
INSERT INTO fetches BY NAME
SELECT
    'page-' || number AS fetch_id, url, 'page' AS kind, outlet_id, articles.published_at AS attempted_at,
    if(chance(number, 8) < 0.97, 'ok', 'http_error') AS outcome
FROM articles JOIN made USING (article_id);
INSERT INTO fetches BY NAME
SELECT
    'feed-' || outlet_id || step AS fetch_id, 'https://' || outlet_id || '.example/feed' AS url, 'feed' AS kind, outlet_id,
    TIMESTAMPTZ '{NEWEST}' - INTERVAL {7 * (WEEKS - 1)} DAY + to_hours(24 * step::INTEGER) AS attempted_at, 'not_modified' AS outcome
FROM outlets, range({7 * WEEKS + 1}) AS days (step);
INSERT INTO rejected_pages BY NAME
SELECT 'rejected-' || made.number AS link_id, outlet_id, published_at AS seen_at, 'no text' AS reason
FROM made JOIN outlet_of ON outlet_of.number = outlet
WHERE made.number % 30 = 0;
INSERT INTO frame_gaps BY NAME
SELECT '{VERSION}' AS codebook_version, '{SCORER}' AS scorer_id, 'gap-' || rank AS gap_id, rank, 9 AS n_stories
FROM range(1, 9) AS gaps (rank);
INSERT INTO frame_gap_passages BY NAME
SELECT
    '{VERSION}' AS codebook_version, '{SCORER}' AS scorer_id, 'gap-' || rank AS gap_id, article_id || '-1' AS passage_id, article_id,
    row_number() OVER (PARTITION BY rank ORDER BY article_id) AS rank, true AS is_example
FROM range(1, 9) AS gaps (rank), (SELECT article_id FROM shown ORDER BY number LIMIT 3);
"""

HISTORY = """
DELETE FROM {table} WHERE range_stop < (SELECT max(range_stop) FROM {table});
INSERT INTO {table} BY NAME
SELECT
    * EXCLUDE (range_start, range_stop, back), range_start - 7 * back::INTEGER AS range_start, range_stop - 7 * back::INTEGER AS range_stop
FROM {table}, range(1, $weeks) AS weeks (back)
"""

HOLDING_BACK = f"""
CREATE TABLE IF NOT EXISTS held_back AS FROM article_topics LIMIT 0;
INSERT INTO held_back SELECT article_topics.* FROM article_topics JOIN articles USING (article_id) WHERE week = DATE '{NEWEST}';
DELETE FROM article_topics WHERE article_id IN (SELECT article_id FROM held_back);
DELETE FROM estimated_weeks;
"""
BRINGING_BACK = "INSERT INTO article_topics FROM held_back; DROP TABLE held_back"


def hold_back(warehouse: Warehouse) -> None:
    """Take the newest week out, and forget what was estimated."""
    with warehouse.transaction() as connection:
        connection.execute(HOLDING_BACK)


def bring_back(warehouse: Warehouse) -> None:
    """The newest week comes in."""
    with warehouse.transaction() as connection:
        connection.execute(BRINGING_BACK)


def make(warehouse: Warehouse, n: int, every: int) -> None:
    """Fill an empty warehouse with ``n`` articles; every ``every``-th has its passages and evidence."""
    with warehouse.transaction() as connection:
        for text in (SETTING_UP, ARTICLES, SCORES, CODING):
            for statement in duckdb.extract_statements(text):
                given = {"n": n, "every": every}
                connection.execute(statement, {name: given[name] for name in statement.named_parameters})


def remember(warehouse: Warehouse, weeks: int) -> None:
    """Differences and their parts as of the weeks before too, as ``weeks`` reports leave them."""
    with warehouse.transaction() as connection:
        for table in ("frame_differences", "framing_decomposition"):
            forget, insert = duckdb.extract_statements(HISTORY.format(table=table))
            connection.execute(forget)
            connection.execute(insert, {"weeks": weeks})
