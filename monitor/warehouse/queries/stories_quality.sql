-- Articles in a story that coders of $coder_kinds gave a story too (the first in the alphabet where one gave several).
SELECT n.coder_id, any_value(n.coder_kind) AS coder_kind, m.article_id, any_value(m.story_id) AS story_id,
    any_value(a.language) AS language, min(n.label) AS gold
FROM annotations AS n
JOIN story_members AS m ON m.article_id = n.article_id
JOIN articles AS a ON a.article_id = n.article_id
WHERE n.task = 'story' AND n.present AND n.label != '' AND n.coder_kind IN (SELECT unnest($coder_kinds::VARCHAR[]))
GROUP BY n.coder_id, m.article_id
ORDER BY n.coder_id, m.article_id
