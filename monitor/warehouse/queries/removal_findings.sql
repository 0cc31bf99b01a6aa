-- Findings of reports that may quote the label of a story which holds $article_ids: a label is one of the titles. The next run words them anew.
DELETE FROM report_findings
WHERE kind = 'contrast' AND week IN (
    SELECT a.week
    FROM articles AS a
    JOIN story_members AS m USING (article_id)
    WHERE m.story_id IN (SELECT story_id FROM story_members WHERE article_id IN (SELECT unnest($article_ids::VARCHAR[])))
)
