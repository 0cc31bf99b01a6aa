-- Pages that gave no article, by reason; digits are blanked, so that reasons that differ in a number fall together.
SELECT regexp_replace(reason, '[0-9]+', 'N', 'g') AS reason, count(*) AS pages, count(DISTINCT outlet_id) AS outlets, min(url) AS example
FROM rejected_pages
GROUP BY ALL
ORDER BY pages DESC, reason
LIMIT 20
