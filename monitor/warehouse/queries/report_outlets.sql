-- What came in from each outlet, against what is usual for it.
SELECT
    country, outlet, outlet_zh, outlet_id, n_articles, n_articles_usual, n_full, n_relevant, n_copies, n_fetched, n_fetches_failed,
    n_rejected, is_silent
FROM v_data_health
WHERE week = $week
ORDER BY country, outlet
