-- The newest complete week: the three largest shares of each country or territory, with n and 95% interval.
WITH newest AS (
    SELECT max(week) AS week FROM v_frame_trend WHERE is_complete
)
SELECT
    week_label AS week, country_en AS country_or_territory, frame_en AS frame, round(100 * share, 1) AS percent,
    round(100 * share_low, 1) AS low, round(100 * share_high, 1) AS high, n_articles AS articles, n_stories AS stories, n_outlets AS outlets, method
FROM v_frame_trend
WHERE week = (SELECT week FROM newest) AND country <> 'all' AND share IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY country ORDER BY share DESC, frame) <= 3
ORDER BY country_en, share DESC, frame_en
