-- What was collected of each outlet, and where is something missing?
SELECT outlet, country, sum(n_articles) AS articles, sum(n_relevant) AS relevant, sum(n_fetches_failed) AS failed,
    count(*) FILTER (WHERE is_silent) AS silent_weeks
FROM v_data_health
GROUP BY outlet, country
ORDER BY silent_weeks DESC, failed DESC, outlet
LIMIT 10
