-- Empty the labels of the stories that hold $article_ids: they may be one of the titles. The next run names these stories anew.
UPDATE stories SET label_en = '', label_zh = ''
WHERE story_id IN (SELECT story_id FROM story_members WHERE article_id IN (SELECT unnest($article_ids::VARCHAR[])))
