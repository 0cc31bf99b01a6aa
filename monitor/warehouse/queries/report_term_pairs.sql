-- How many pairs of places were compared by their words, in each language, over all stories and over those that both tell; and why others were not.
SELECT language, basis, reason AS note, count(DISTINCT (side_a, side_b)) AS n_pairs, max(n_terms) AS n_terms
FROM distinctive_terms
WHERE text_scope = (SELECT coalesce(max(text_scope), 'full') FROM v_estimation) AND scorer_id = current_scorer_id()
    AND range_stop = (SELECT max(range_stop) FROM distinctive_terms WHERE range_stop <= $week)
GROUP BY ALL
ORDER BY language, basis, n_pairs DESC, note
