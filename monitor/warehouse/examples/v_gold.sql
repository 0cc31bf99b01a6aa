-- What do coders say of each frame, and how often were they of one mind?
SELECT frame_en, count(*) AS judged, count(*) FILTER (WHERE is_present) AS present, count(*) FILTER (WHERE basis = 'undecided') AS undecided
FROM v_gold
GROUP BY frame_en
ORDER BY present DESC, frame_en
