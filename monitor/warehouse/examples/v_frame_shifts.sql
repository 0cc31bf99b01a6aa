-- What changed for good, by how much, and is it still there among outlets that published before and after?
SELECT country, frame, since_week_label, change, change_low, change_high, p, change_same_outlets, n_articles, method, caveat
FROM v_frame_shifts
WHERE is_newest AND is_shift
ORDER BY p, abs(change) DESC
