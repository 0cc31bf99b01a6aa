-- Forget the vectors of the passages of $article_ids that no other article has, and of the texts $text_hashes (their leads).
DELETE FROM vectors.embeddings
WHERE text_hash IN (SELECT unnest($text_hashes::VARCHAR[]))
    OR text_hash IN (
        SELECT text_hash FROM passages WHERE article_id IN (SELECT unnest($article_ids::VARCHAR[]))
        EXCEPT
        SELECT text_hash FROM passages WHERE article_id NOT IN (SELECT unnest($article_ids::VARCHAR[]))
    )
