-- What each report said first.
SELECT week, rank, kind, sentence_en, sentence_zh, estimate, lo, hi, n_articles, n_stories, n_outlets, method, frame_id AS frame, caveat
FROM report_findings
ORDER BY week DESC, rank
