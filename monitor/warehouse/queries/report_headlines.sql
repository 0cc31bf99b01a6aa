-- Original headlines of those stories up to the week, the newest of each place.
SELECT story, country, outlet, outlet_zh, language, title, url, published_at, article
FROM v_articles
WHERE list_contains($stories, story) AND NOT is_copy AND week <= $week
QUALIFY row_number() OVER (PARTITION BY story, country ORDER BY text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) DESC, published_at DESC, article) <= $n_headlines
ORDER BY story, country, published_at, article
