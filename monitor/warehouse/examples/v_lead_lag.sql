-- Which place's outlets tell shared stories first, and by how many days?
SELECT country_a_en, country_b_en, n_stories, round(lag_days, 2) AS lag_days, round(lag_beyond_chance_days, 2) AS beyond_chance,
    round(beyond_chance_low, 2) AS low, round(beyond_chance_high, 2) AS high, round(share_a_first, 2) AS a_first,
    round(share_a_first_by_chance, 2) AS by_chance, q, caveat
FROM v_lead_lag
WHERE note IS NULL
ORDER BY q, country_a, country_b
LIMIT 10
