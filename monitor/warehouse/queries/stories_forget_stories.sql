-- Stories that no article stands in any more; story_events says what became of them.
DELETE FROM stories WHERE story_id NOT IN (SELECT story_id FROM story_members)
