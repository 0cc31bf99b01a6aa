-- Two made-up places: each article of the sample falls to one by a throw (odd or even), so both tell every story alike. Then attention is
-- planted: of the stories that carry the frame often one place keeps all its articles and the other one in four, of the others the reverse.
CREATE OR REPLACE TEMP TABLE throws AS
WITH coded AS (
    SELECT article_id, avg(present::INT) AS share FROM annotations WHERE task = 'frame' AND label = $frame GROUP BY article_id
)
SELECT
    members.article_id, if(hash(members.article_id, $seed) % 2 = 1, 'AAA', 'BBB') AS country, hash($seed, members.article_id) % 4 = 0 AS is_kept,
    avg(coded.share) OVER (PARTITION BY members.story_id) > $share AS often
FROM story_members AS members
JOIN coded USING (article_id)
