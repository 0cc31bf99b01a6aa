-- Texts of the units (a table of unit numbers, wanted_units) with the names of their outlets, long ones cut.
SELECT a.unit, a.article_id, articles.title, left(articles.body, $longest) AS body, articles.byline, articles.script,
    outlets.name AS outlet_name, outlets.name_zh AS outlet_name_zh
FROM trend_articles AS a
SEMI JOIN wanted_units USING (unit)
JOIN articles USING (article_id)
LEFT JOIN outlets ON outlets.outlet_id = a.outlet_id
WHERE a.is_unit
ORDER BY a.unit
