CREATE OR REPLACE VIEW v_not_found_in_sources AS
SELECT
    n.range_start AS first_week, n.range_stop AS last_week, n.story_id AS story, s.label_en AS story_en, s.label_zh AS story_zh,
    s.dispute_label_en AS dispute_en, s.dispute_label_zh AS dispute_zh, n.country, p.country_en, p.country_zh,
    n.first_published_at, n.last_published_at, n.n_countries_found, n.n_countries AS n_countries_elsewhere, n.countries_found,
    n.n_articles_found, n.n_articles, n.n_outlets, n.n_outlets_down, n.expected AS n_expected, n.chance, n.q,
    coalesce(n.q <= 0.05, false) AS is_clear, n.reason AS note, n.caveat, n.scorer_id AS scorer
FROM not_found_in_sources AS n
LEFT JOIN stories AS s USING (story_id)
LEFT JOIN v_places AS p ON p.country = n.country
WHERE n.scorer_id = current_scorer_id()
    AND n.range_stop = coalesce((SELECT newest_week FROM v_estimation), (SELECT max(range_stop) FROM not_found_in_sources));
COMMENT ON VIEW v_not_found_in_sources IS 'Stories that most places carry and that were not found in our sources of one place, with the chance of that (newest range of weeks, all text scopes, reprints included). Not found is not silence';
COMMENT ON COLUMN v_not_found_in_sources.first_week IS 'Monday of the first week';
COMMENT ON COLUMN v_not_found_in_sources.last_week IS 'Monday of the last week (included)';
COMMENT ON COLUMN v_not_found_in_sources.story IS 'Id of the story: column story of v_same_story and v_story_timeline';
COMMENT ON COLUMN v_not_found_in_sources.story_en IS 'Label in English';
COMMENT ON COLUMN v_not_found_in_sources.story_zh IS 'Label in Chinese';
COMMENT ON COLUMN v_not_found_in_sources.dispute_en IS 'Long-running dispute, in English';
COMMENT ON COLUMN v_not_found_in_sources.dispute_zh IS 'Long-running dispute, in Chinese';
COMMENT ON COLUMN v_not_found_in_sources.country IS 'Country or territory in whose collected outlets it was not found, ISO 3166-1 alpha-3';
COMMENT ON COLUMN v_not_found_in_sources.country_en IS 'Country or territory in English';
COMMENT ON COLUMN v_not_found_in_sources.country_zh IS 'Country or territory in Chinese';
COMMENT ON COLUMN v_not_found_in_sources.first_published_at IS 'Earliest article on it elsewhere (UTC)';
COMMENT ON COLUMN v_not_found_in_sources.last_published_at IS 'Latest article (UTC)';
COMMENT ON COLUMN v_not_found_in_sources.n_countries_found IS 'Other places that carry it';
COMMENT ON COLUMN v_not_found_in_sources.n_countries_elsewhere IS 'Other places with outlets enough in the weeks of the story';
COMMENT ON COLUMN v_not_found_in_sources.countries_found IS 'The places that carry it';
COMMENT ON COLUMN v_not_found_in_sources.n_articles_found IS 'Articles on it there';
COMMENT ON COLUMN v_not_found_in_sources.n_articles IS 'Articles of the place on the topic in the weeks of the story';
COMMENT ON COLUMN v_not_found_in_sources.n_outlets IS 'Outlets of the place that published anything in these weeks';
COMMENT ON COLUMN v_not_found_in_sources.n_outlets_down IS 'Outlets of the place that could not be reached, were not polled or published nothing in one of them or more';
COMMENT ON COLUMN v_not_found_in_sources.n_expected IS 'Articles on it to be expected, had the place told it as much as the others';
COMMENT ON COLUMN v_not_found_in_sources.chance IS 'Chance of finding none all the same';
COMMENT ON COLUMN v_not_found_in_sources.q IS 'chance adjusted over all pairs of story and place looked at';
COMMENT ON COLUMN v_not_found_in_sources.is_clear IS 'True when q is at most 0.05: hardly chance; whether it was told where we do not look, this does not say';
COMMENT ON COLUMN v_not_found_in_sources.note IS 'Why no chance is given: outlets too few, or not reached';
COMMENT ON COLUMN v_not_found_in_sources.caveat IS 'What to keep in mind of it, or null';
COMMENT ON COLUMN v_not_found_in_sources.scorer IS 'Scorer in use when it was counted; it decides which articles count, not the figures';
