-- The Monday (UTC) of a moment's week, by whole weeks since the first Monday of 1970: date_trunc goes through time zones and takes ten times as long.
CREATE OR REPLACE MACRO utc_week(moment) AS DATE '1970-01-05' + 7 * ((epoch_us(moment) - 345600000000) // 604800000000)::INTEGER;
-- Every outlet in every week, so that silence is a row and not a missing one.
CREATE OR REPLACE VIEW v_data_health AS
WITH published AS (
    SELECT
        outlet_id, week, count(*) AS n_articles, count(*) FILTER (WHERE text_scope = 'full') AS n_full,
        count(*) FILTER (WHERE is_relevant) AS n_relevant, count(*) FILTER (WHERE is_copy) AS n_copies
    FROM (
        SELECT
            outlet_id, week, text_scope, article_id IN (SELECT article_id FROM copies WHERE NOT is_original) AS is_copy,
            article_id IN (
                SELECT t.article_id
                FROM article_topics AS t
                JOIN current_topics() AS v ON v.topic = t.topic_id AND v.method = t.method
                WHERE t.is_relevant
            ) AS is_relevant
        FROM articles
    )
    GROUP BY outlet_id, week
), fetched AS (
    -- the last attempt on a URL within the week decides: asking again changes nothing. (No two of one URL are made at one time.)
    SELECT
        outlet_id, week, count(*) FILTER (WHERE outcome IN ('ok', 'not_modified')) AS n_fetched,
        count(*) FILTER (WHERE outcome NOT IN ('ok', 'not_modified')) AS n_fetches_failed
    FROM (
        SELECT
            outlet_id, utc_week(attempted_at) AS week, arg_max(outcome, attempted_at) AS outcome
        FROM fetches
        GROUP BY outlet_id, url, kind, week
    )
    GROUP BY outlet_id, week
), rejected AS (
    SELECT outlet_id, utc_week(seen_at) AS week, count(*) AS n_rejected
    FROM rejected_pages
    GROUP BY ALL
)
SELECT
    w.week, w.week_label, o.name AS outlet, o.name_zh AS outlet_zh, o.outlet_id, o.country, p.country_en, p.country_zh,
    coalesce(a.n_articles, 0) AS n_articles,
    median(coalesce(a.n_articles, 0)) OVER earlier AS n_articles_usual,
    coalesce(a.n_full, 0) AS n_full, coalesce(a.n_relevant, 0) AS n_relevant, coalesce(a.n_copies, 0) AS n_copies,
    coalesce(f.n_fetched, 0) AS n_fetched, coalesce(f.n_fetches_failed, 0) AS n_fetches_failed, coalesce(r.n_rejected, 0) AS n_rejected,
    coalesce(a.n_articles, 0) = 0 AND coalesce(median(coalesce(a.n_articles, 0)) OVER earlier, 0) > 0 AS is_silent, w.is_complete
FROM outlets AS o
CROSS JOIN v_weeks AS w
LEFT JOIN published AS a ON a.outlet_id = o.outlet_id AND a.week = w.week
LEFT JOIN fetched AS f ON f.outlet_id = o.outlet_id AND f.week = w.week
LEFT JOIN rejected AS r ON r.outlet_id = o.outlet_id AND r.week = w.week
LEFT JOIN v_places AS p ON p.country = o.country
WINDOW earlier AS (PARTITION BY o.outlet_id ORDER BY w.week ROWS BETWEEN 8 PRECEDING AND 1 PRECEDING);
COMMENT ON VIEW v_data_health IS 'What came in from each outlet in each week, against what is usual for it';
COMMENT ON COLUMN v_data_health.week IS 'Monday (UTC) of the ISO week';
COMMENT ON COLUMN v_data_health.week_label IS 'ISO label of the week';
COMMENT ON COLUMN v_data_health.outlet IS 'Outlet, name in Latin letters';
COMMENT ON COLUMN v_data_health.outlet_zh IS 'Outlet, Chinese name where there is one';
COMMENT ON COLUMN v_data_health.outlet_id IS 'Short name of the outlet';
COMMENT ON COLUMN v_data_health.country IS 'Country or territory, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_data_health.country_en IS 'Country or territory in English';
COMMENT ON COLUMN v_data_health.country_zh IS 'Country or territory in Chinese';
COMMENT ON COLUMN v_data_health.n_articles IS 'Articles published in the week';
COMMENT ON COLUMN v_data_health.n_articles_usual IS 'Median of up to eight weeks before; null in the first week';
COMMENT ON COLUMN v_data_health.n_full IS 'Articles with their full text';
COMMENT ON COLUMN v_data_health.n_relevant IS 'Articles that belong to a topic';
COMMENT ON COLUMN v_data_health.n_copies IS 'Reprints among the articles';
COMMENT ON COLUMN v_data_health.n_fetched IS 'Feeds and pages that answered at the last attempt within the week';
COMMENT ON COLUMN v_data_health.n_fetches_failed IS 'Feeds and pages that did not';
COMMENT ON COLUMN v_data_health.n_rejected IS 'Pages fetched in the week that gave no article (see rejected_pages)';
COMMENT ON COLUMN v_data_health.is_silent IS 'True when nothing came in from an outlet that usually publishes';
COMMENT ON COLUMN v_data_health.is_complete IS 'Whether the week is complete';
