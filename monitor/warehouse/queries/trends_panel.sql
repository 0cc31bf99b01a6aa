-- Outlets that published something in every week of the range.
SELECT outlet_id
FROM articles
WHERE week BETWEEN $range_start AND $range_stop AND outlet_id IS NOT NULL
GROUP BY outlet_id
HAVING count(DISTINCT week) = $n_weeks
ORDER BY outlet_id
