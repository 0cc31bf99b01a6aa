-- How has a frame moved in one place, week by week, and how sure is that?
SELECT week_label, round(share, 2) AS share, round(share_low, 2) AS low, round(share_high, 2) AS high, n_articles, n_stories, method, caveat
FROM v_frame_trend
WHERE country = 'CHN' AND frame = 'self_reliance_innovation' AND is_complete
ORDER BY week
