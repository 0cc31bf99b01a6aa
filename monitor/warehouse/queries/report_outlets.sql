-- What came in from each outlet, against what is usual for it; outlets that were neither asked nor heard of late are left out.
SELECT
    country, outlet, outlet_zh, outlet_id, n_articles, n_articles_usual, n_full, n_relevant, n_copies, n_fetched, n_fetches_failed,
    n_rejected, is_silent
FROM v_data_health
WHERE week = $week AND (n_articles > 0 OR n_articles_usual > 0 OR n_fetched > 0 OR n_fetches_failed > 0)
ORDER BY country, outlet
