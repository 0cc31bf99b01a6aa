-- What is a place called in English and Chinese?
SELECT country, country_en, country_zh
FROM v_places
WHERE country IN ('CHN', 'HKG', 'TWN', 'SGP', 'USA', 'all')
ORDER BY country
