-- Which of those stories are still there, with at least one article.
SELECT DISTINCT m.story_id
FROM story_members AS m
JOIN stories AS s USING (story_id)
JOIN articles AS a USING (article_id)
WHERE list_contains($known::VARCHAR[], m.story_id)
ORDER BY m.story_id
