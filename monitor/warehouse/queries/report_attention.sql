-- Parts of a place's coverage that a story or dispute gets, against the other places: those that stand up to error control, largest first.
WITH told AS (
    SELECT 'story' AS level, story_id AS event, label_en AS event_en, label_zh AS event_zh FROM stories
    UNION ALL
    SELECT 'dispute', dispute_id, any_value(dispute_label_en), any_value(dispute_label_zh) FROM stories GROUP BY dispute_id
)
SELECT
    t.level, t.event, t.event_en, t.event_zh, a.country, a.share, a.share_others AS share_elsewhere, a.difference,
    a.difference_lo AS difference_low, a.difference_hi AS difference_high, a.q, a.n_on_it, a.n_articles, a.n_outlets, a.n_countries, a.caveat
FROM agenda AS a
JOIN told AS t ON t.level = a.level AND t.event = a.event_id
WHERE a.q <= 0.05 AND a.difference_lo * a.difference_hi > 0 AND a.text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation)
    AND a.scorer_id = current_scorer_id() AND a.range_stop = (SELECT max(range_stop) FROM agenda WHERE range_stop <= $week)
ORDER BY abs(a.difference) DESC, t.level, t.event, a.country
LIMIT $n_attention
