-- Plain estimates over the generated press: simple shares with normal intervals. Enough to build pages from, not the monitor's method.
CREATE TEMP TABLE counted AS
SELECT
    a.week, a.country, s.frame_id, s.scorer_id, avg(s.present::INT) AS share, count(*) AS n, count(DISTINCT m.story_id) AS n_stories,
    count(DISTINCT a.outlet_id) AS n_outlets
FROM articles AS a JOIN story_members AS m USING (article_id) JOIN frame_scores AS s USING (article_id)
WHERE a.text_scope = 'full'
GROUP BY a.week, GROUPING SETS ((a.country), ()), s.frame_id, s.scorer_id;
UPDATE counted SET country = 'all' WHERE country IS NULL;

INSERT INTO weekly_frame_prevalence (
    week, country, language, ownership, audience, text_scope, panel, frame_id, scorer_id, weighting, n_articles, n_stories, n_outlets,
    n_gold, estimate, lo, hi, method, complete, reason
)
SELECT
    week, country, 'all', 'all', 'all', 'full', 'all', frame_id, scorer_id, 'article', n, n_stories, n_outlets,
    CASE WHEN country = 'IND' THEN 0 ELSE n END, share,
    CASE WHEN n_outlets >= 2 THEN greatest(0, share - 1.96 * sqrt((share * (1 - share) + 0.05) / n)) END,
    CASE WHEN n_outlets >= 2 THEN least(1, share + 1.96 * sqrt((share * (1 - share) + 0.05) / n)) END,
    CASE WHEN country = 'IND' THEN 'uncorrected' WHEN week < DATE '2026-02-02' THEN 'ppi-weeks-pooled' ELSE 'ppi' END,
    week < DATE '2026-03-23', CASE WHEN country = 'IND' THEN 'Uncorrected: no article was coded by a gold coder with a known probability of being drawn.' END
FROM counted;

CREATE TEMP TABLE ranged AS
SELECT
    a.country, s.frame_id, s.scorer_id, avg(s.present::INT) AS share, count(*) AS n, count(DISTINCT a.outlet_id) AS n_outlets,
    (avg(s.present::INT) * (1 - avg(s.present::INT)) + 0.01) / count(*) AS variance
FROM articles AS a JOIN story_members AS m USING (article_id) JOIN frame_scores AS s USING (article_id)
WHERE a.text_scope = 'full' AND a.week BETWEEN DATE '2026-01-12' AND DATE '2026-03-16'
GROUP BY ALL;

INSERT INTO frame_differences (
    range_start, range_stop, contrast, side_a, side_b, text_scope, frame_id, scorer_id, n_articles_a, n_articles_b, n_outlets_a,
    n_outlets_b, n_stories, estimate_a, estimate_b, difference, lo, hi, p, q, method, reason
)
SELECT
    DATE '2026-01-12', DATE '2026-03-16', 'country', a.country, b.country, 'full', a.frame_id, a.scorer_id, a.n, b.n, a.n_outlets, b.n_outlets, 40,
    a.share, b.share, a.share - b.share, a.share - b.share - 1.96 * sqrt(a.variance + b.variance),
    a.share - b.share + 1.96 * sqrt(a.variance + b.variance), least(1, 2 * exp(-0.5 * (a.share - b.share) ** 2 / (a.variance + b.variance))),
    least(1, 50 * exp(-0.5 * (a.share - b.share) ** 2 / (a.variance + b.variance))),
    CASE WHEN 'IND' IN (a.country, b.country) THEN 'uncorrected' ELSE 'ppi' END,
    CASE WHEN 'IND' IN (a.country, b.country) THEN 'Uncorrected: no article was coded by a gold coder with a known probability of being drawn.' END
FROM ranged AS a JOIN ranged AS b ON a.frame_id = b.frame_id AND a.scorer_id = b.scorer_id AND a.country < b.country;

UPDATE frame_differences SET picked_lo = lo - 0.05, picked_hi = hi + 0.05;

-- Nine tenths of every difference are framing; India's are not split.
INSERT INTO framing_decomposition
SELECT
    range_start, range_stop, contrast, side_a, side_b, text_scope, frame_id, scorer_id, resolution, n_articles_a, n_articles_b, 12, 50, 50,
    difference, lo, hi, difference * 0.06, -0.05, 0.05, difference * 0.04, -0.04, 0.04,
    difference * 0.9, lo * 0.9, hi * 0.9, method, NULL
FROM frame_differences CROSS JOIN (VALUES ('story'), ('dispute')) AS r(resolution)
WHERE 'IND' NOT IN (side_a, side_b);

INSERT INTO country_divergence_frames
SELECT
    range_start, range_stop, contrast, side_a, side_b, text_scope, frame_id, scorer_id, estimate_a, estimate_b, difference ** 2 / 8,
    difference ** 2 / 96, method, NULL
FROM frame_differences;
INSERT INTO country_divergence
SELECT
    range_start, range_stop, contrast, side_a, side_b, text_scope, scorer_id, any_value(n_articles_a), any_value(n_articles_b), 30, 30,
    any_value(n_outlets_a), any_value(n_outlets_b), 12, 12, avg(difference ** 2) / 8, avg(difference ** 2) / 12, avg(difference ** 2) / 5,
    0.001, CASE WHEN side_a = 'CHN' THEN 0.004 ELSE 0.2 END, any_value(method), NULL, NULL
FROM frame_differences
GROUP BY range_start, range_stop, contrast, side_a, side_b, text_scope, scorer_id;

INSERT INTO distinctive_terms
SELECT
    DATE '2026-01-12', DATE '2026-03-16', language, side_a, side_b, 'full', s.scorer_id, basis, term, side, 40, 9, 60, 58, 44, 12, 4, 300, 1.2, 0.7, 1.7,
    4.4, 0.00001, q, [], 'words-of-tests', reason
FROM (SELECT DISTINCT scorer_id FROM frame_scores) AS s CROSS JOIN (
    VALUES
        ('zh', 'CHN', 'TWN', 'all', '自主', 'CHN', 0.004, NULL), ('zh', 'CHN', 'TWN', 'all', '业者', 'TWN', 0.03, NULL),
        ('zh', 'CHN', 'TWN', 'shared', '国产', 'CHN', 0.4, NULL), ('en', 'GBR', 'USA', 'all', 'watchdog', 'GBR', 0.01, NULL)
) AS t(language, side_a, side_b, basis, term, side, q, reason);
INSERT INTO distinctive_terms BY NAME
SELECT
    DATE '2026-01-12' AS range_start, DATE '2026-03-16' AS range_stop, 'en' AS language, 'CHN' AS side_a, 'USA' AS side_b, 'full' AS text_scope,
    s.scorer_id, 'all' AS basis, 'words-of-tests' AS method, 'Withheld: fewer than 3 outlets on a side.' AS reason
FROM (SELECT DISTINCT scorer_id FROM frame_scores) AS s;

INSERT INTO agenda BY NAME
SELECT
    DATE '2026-01-12' AS range_start, DATE '2026-03-16' AS range_stop, 'story' AS level, m.story_id AS event_id, a.country, 'full' AS text_scope,
    s.scorer_id, 110 AS n_articles, count(DISTINCT article_id) AS n_on_it, 4 AS n_outlets, 3 AS n_outlets_on_it, 5 AS n_countries,
    count(DISTINCT article_id) / 110 AS share, share - 0.02 AS lo, share + 0.02 AS hi, 0.01 AS share_others, share - 0.01 AS difference,
    difference - 0.04 AS difference_lo, difference + 0.04 AS difference_hi, CASE WHEN difference > 0.05 THEN 0.01 ELSE 0.9 END AS q
FROM articles AS a JOIN story_members AS m USING (article_id) CROSS JOIN (SELECT DISTINCT scorer_id FROM frame_scores) AS s
GROUP BY ALL;

INSERT INTO not_found_in_sources
SELECT
    DATE '2026-01-12', DATE '2026-03-16', s.story_id, 'GBR', c.scorer_id, s.first_published_at, s.last_published_at, 5, 4, ['CHN', 'IND', 'SGP', 'USA'], 9,
    60, 4, 0, 4.2, 0.001, 90, CASE WHEN s.story_id = (SELECT max(story_id) FROM stories) THEN 0.02 ELSE 0.6 END, NULL, NULL
FROM stories AS s CROSS JOIN (SELECT DISTINCT scorer_id FROM frame_scores) AS c;

CREATE TEMP TABLE told AS
SELECT m.story_id, a.country, s.frame_id, s.scorer_id, count(*) AS n, sum(s.present::INT) AS k
FROM articles AS a JOIN story_members AS m USING (article_id) JOIN frame_scores AS s USING (article_id)
WHERE a.text_scope = 'full'
GROUP BY ALL;

INSERT INTO story_frame_contrasts (
    story_id, country, text_scope, frame_id, scorer_id, n_articles, share, n_others, share_others, difference, lo, hi, q, method, reason
)
SELECT
    story_id, country, 'full', frame_id, scorer_id, n, k / n, others, k_others / others, k / n - k_others / others,
    CASE WHEN n >= 3 AND others >= 3 THEN k / n - k_others / others - 0.4 END, CASE WHEN n >= 3 AND others >= 3 THEN k / n - k_others / others + 0.4 END,
    CASE WHEN n >= 3 AND others >= 3 THEN least(1, exp(-10 * (k / n - k_others / others) ** 2)) END,
    'uncorrected',
    CASE WHEN n >= 3 AND others >= 3 THEN NULL ELSE 'No interval: fewer than 2 articles on a side.' END
FROM (
    SELECT *, sum(n) OVER story - n AS others, sum(k) OVER story - k AS k_others
    FROM told
    WINDOW story AS (PARTITION BY story_id, frame_id, scorer_id)
)
WHERE others > 0;

UPDATE story_frame_contrasts AS c
SET selected = q <= 0.05, selected_lo = CASE WHEN q <= 0.05 THEN lo - 0.02 END, selected_hi = CASE WHEN q <= 0.05 THEN hi + 0.02 END,
    rank_in_week = 1, rank_in_story = 1, week = (SELECT max(a.week) FROM articles AS a JOIN story_members AS m USING (article_id) WHERE m.story_id = c.story_id);
INSERT INTO story_contrast_passages
SELECT m.story_id, a.country, 'full', e.frame_id, e.scorer_id, false, row_number() OVER side, e.article_id, e.passage_id, e.field, e.start, e.stop, e.score
FROM frame_evidence AS e JOIN articles AS a USING (article_id) JOIN story_members AS m USING (article_id)
SEMI JOIN (SELECT DISTINCT story_id, frame_id FROM story_frame_contrasts WHERE selected) AS c ON c.story_id = m.story_id AND c.frame_id = e.frame_id
WHERE a.text_scope = 'full' AND e.field = 'body'
WINDOW side AS (PARTITION BY m.story_id, a.country, e.frame_id ORDER BY e.score DESC, e.article_id, e.rank)
QUALIFY row_number() OVER side <= 2;

INSERT INTO frame_shifts BY NAME
SELECT
    country, 'all' AS language, 'full' AS text_scope, frame_id, scorer_id, DATE '2026-02-23' AS week, 10 AS n_weeks, sum(n) AS n_articles,
    sum(n_stories) AS n_stories, 4 AS n_outlets, avg(share) FILTER (WHERE week < DATE '2026-02-23') AS share_before,
    avg(share) FILTER (WHERE week >= DATE '2026-02-23') AS share_after, share_after - share_before AS change, change - 0.17 AS lo, change + 0.15 AS hi,
    CASE WHEN abs(change) > 0.35 THEN 0.002 ELSE 0.6 END AS p, abs(change) > 0.35 AS is_shift, 'ppi' AS method,
    NULL AS reason, DATE '2026-03-16' AS range_stop
FROM counted
WHERE country <> 'all' AND week < DATE '2026-03-23'
GROUP BY country, frame_id, scorer_id;

UPDATE frame_shifts SET picked_lo = lo - 0.05, picked_hi = hi + 0.05;

INSERT INTO frame_quality
SELECT scorer_id, 'author', 'author', language, levels.frame_id, count(DISTINCT article_id), 30, 0.74, 0.66, 0.69, 0.62, 0.75, 0.08, 0.05, 0.11
FROM frame_scores JOIN articles USING (article_id) CROSS JOIN (SELECT unnest(['micro', 'macro']) AS frame_id) AS levels
GROUP BY scorer_id, language, levels.frame_id;

INSERT INTO coder_agreement
SELECT codebook_version, 'author+model_a', language, 'all', 120, 0.71, 0.64, 0.78
FROM codebooks CROSS JOIN (SELECT DISTINCT language FROM articles);
