-- Members among $article_ids are about to be written anew or have left the coverage.
DELETE FROM story_members WHERE article_id IN (SELECT unnest($article_ids::VARCHAR[]))
