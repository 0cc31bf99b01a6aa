CREATE OR REPLACE VIEW v_lead_lag AS
SELECT
    l.range_start AS first_week, l.range_stop AS last_week, l.country_a, a.country_en AS country_a_en, a.country_zh AS country_a_zh,
    l.country_b, b.country_en AS country_b_en, b.country_zh AS country_b_zh, l.n_stories, l.n_stories_left_out,
    l.n_articles_a, l.n_articles_b, l.n_outlets_a, l.n_outlets_b, l.lag_days, l.lag_lo AS lag_low, l.lag_hi AS lag_high, l.mean_lag_days,
    l.lag_beyond_chance_days, l.lo AS beyond_chance_low, l.hi AS beyond_chance_high, l.share_a_first, l.share_a_first_by_chance, l.q,
    coalesce(l.q <= 0.05 AND l.lo * l.hi > 0, false) AS is_clear, l.reason AS note, l.caveat, l.scorer_id AS scorer
FROM lead_lag AS l
LEFT JOIN v_places AS a ON a.country = l.country_a
LEFT JOIN v_places AS b ON b.country = l.country_b
WHERE l.scorer_id = current_scorer_id()
    AND l.range_stop = coalesce((SELECT newest_week FROM v_estimation), (SELECT max(range_stop) FROM lead_lag));
COMMENT ON VIEW v_lead_lag IS 'Which of two places tells shared stories first, and by how many days, over the newest range of weeks (all text scopes, no reprints)';
COMMENT ON COLUMN v_lead_lag.first_week IS 'Monday of the first week';
COMMENT ON COLUMN v_lead_lag.last_week IS 'Monday of the last week (included)';
COMMENT ON COLUMN v_lead_lag.country_a IS 'One place, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_lead_lag.country_a_en IS 'In English';
COMMENT ON COLUMN v_lead_lag.country_a_zh IS 'In Chinese';
COMMENT ON COLUMN v_lead_lag.country_b IS 'The other place';
COMMENT ON COLUMN v_lead_lag.country_b_en IS 'In English';
COMMENT ON COLUMN v_lead_lag.country_b_zh IS 'In Chinese';
COMMENT ON COLUMN v_lead_lag.n_stories IS 'Stories begun in these weeks that both tell, with known times';
COMMENT ON COLUMN v_lead_lag.n_stories_left_out IS 'Shared stories left out: an undated article may have been the first';
COMMENT ON COLUMN v_lead_lag.n_articles_a IS 'Articles of country_a on them';
COMMENT ON COLUMN v_lead_lag.n_articles_b IS 'Articles of country_b on them';
COMMENT ON COLUMN v_lead_lag.n_outlets_a IS 'Outlets of country_a on the topic';
COMMENT ON COLUMN v_lead_lag.n_outlets_b IS 'Outlets of country_b on the topic';
COMMENT ON COLUMN v_lead_lag.lag_days IS 'Median days from the first article of country_a to that of country_b; above 0: country_a is earlier';
COMMENT ON COLUMN v_lead_lag.lag_low IS 'Lower end of its 95% interval';
COMMENT ON COLUMN v_lead_lag.lag_high IS 'Upper end';
COMMENT ON COLUMN v_lead_lag.mean_lag_days IS 'Mean days, a lag of more than seven counting as seven';
COMMENT ON COLUMN v_lead_lag.lag_beyond_chance_days IS 'mean_lag_days less what chance gives: who writes more is first more often';
COMMENT ON COLUMN v_lead_lag.beyond_chance_low IS 'Lower end of its 95% interval, stories as units';
COMMENT ON COLUMN v_lead_lag.beyond_chance_high IS 'Upper end';
COMMENT ON COLUMN v_lead_lag.share_a_first IS 'Share of the stories in which country_a is first; together counts half';
COMMENT ON COLUMN v_lead_lag.share_a_first_by_chance IS 'The share that chance gives';
COMMENT ON COLUMN v_lead_lag.q IS 'p value (countries shuffled within stories) adjusted over all pairs';
COMMENT ON COLUMN v_lead_lag.is_clear IS 'True when q is at most 0.05 and the interval excludes no lag beyond chance';
COMMENT ON COLUMN v_lead_lag.note IS 'Why it is withheld or not tested';
COMMENT ON COLUMN v_lead_lag.caveat IS 'What to keep in mind of it, or null';
COMMENT ON COLUMN v_lead_lag.scorer IS 'Scorer in use when it was counted; it decides which articles count, not the figures';
