-- How is one and the same story framed in a place, against everywhere else that tells it?
SELECT story_en, country_en, frame_en, round(share, 2) AS share, n_articles, round(share_elsewhere, 2) AS elsewhere, n_articles_elsewhere, q
FROM v_same_story
WHERE n_articles >= 3 AND n_articles_elsewhere >= 5
ORDER BY abs(difference) DESC, story, country, frame
LIMIT 10
