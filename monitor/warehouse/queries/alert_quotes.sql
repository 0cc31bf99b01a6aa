-- The passages since the change that speak most for the frame in the place, one an outlet.
SELECT passage, language, outlet, outlet_zh, url
FROM v_evidence
WHERE country = $country AND frame = $frame AND week BETWEEN $since AND $week AND is_present AND field = 'body'
    AND length(passage) >= CASE WHEN language LIKE 'zh%' THEN 14 ELSE 40 END
QUALIFY row_number() OVER (PARTITION BY outlet ORDER BY passage_score DESC, article, rank) = 1
ORDER BY passage_score DESC, article
LIMIT $most
