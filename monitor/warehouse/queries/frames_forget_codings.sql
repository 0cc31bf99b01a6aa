-- What $coders judged with this version of the codebook, or in tasks without one; judgements with older versions stay.
DELETE FROM annotations
WHERE coder_id IN (SELECT unnest($coders::VARCHAR[])) AND codebook_version IN ($codebook_version, '')
