-- The contrasts of those stories that were picked among the clearest of their week, with intervals that hold for those picked.
SELECT
    story, country, frame, frame_en, frame_zh, share, n_articles, n_outlets, share_elsewhere, n_articles_elsewhere, n_outlets_elsewhere,
    difference, selected_low AS difference_low, selected_high AS difference_high, q, is_clear, rank_in_story, method, caveat
FROM v_same_story
WHERE list_contains($stories::VARCHAR[], story) AND selected_low IS NOT NULL
ORDER BY story, rank_in_story, country, frame
