-- Was the difference between two places there in earlier reports too? (Each row's range ends with the week of its report.)
SELECT last_week_label, frame_en, round(difference, 2) AS difference, round(difference_low, 2) AS low, round(difference_high, 2) AS high, q
FROM v_country_gap_history
WHERE country_a = 'CHN' AND country_b = 'USA' AND frame = 'self_reliance_innovation'
ORDER BY last_week
