-- Attention to stories and disputes, who tells shared stories first, and widely told stories that a place's outlets do not have.
CREATE TABLE agenda (
    range_start DATE, range_stop DATE, level VARCHAR, event_id VARCHAR, country VARCHAR, text_scope VARCHAR, scorer_id VARCHAR,
    n_articles INTEGER, n_on_it INTEGER, n_outlets INTEGER, n_outlets_on_it INTEGER, n_countries INTEGER, share DOUBLE, lo DOUBLE, hi DOUBLE,
    share_others DOUBLE, difference DOUBLE, difference_lo DOUBLE, difference_hi DOUBLE, q DOUBLE, reason VARCHAR, caveat VARCHAR
);
COMMENT ON TABLE agenda IS 'One row per range of weeks, story or dispute, country or territory and text scope: how much of its coverage is on it, against the others';
COMMENT ON COLUMN agenda.range_start IS 'Monday of the first week';
COMMENT ON COLUMN agenda.range_stop IS 'Monday of the last week (included)';
COMMENT ON COLUMN agenda.level IS 'What event_id names: story, or dispute (the long-running dispute that a story belongs to)';
COMMENT ON COLUMN agenda.event_id IS 'Story or dispute';
COMMENT ON COLUMN agenda.country IS 'Country or territory of the outlets, ISO 3166-1 alpha-3';
COMMENT ON COLUMN agenda.text_scope IS 'title, partial or full: never mixed';
COMMENT ON COLUMN agenda.scorer_id IS 'Scorer whose scored articles were counted; what it says of them plays no part';
COMMENT ON COLUMN agenda.n_articles IS 'Articles of the country, copies within it counted once';
COMMENT ON COLUMN agenda.n_on_it IS 'Of these, articles on the story or dispute';
COMMENT ON COLUMN agenda.n_outlets IS 'Outlets behind n_articles';
COMMENT ON COLUMN agenda.n_outlets_on_it IS 'Outlets behind n_on_it';
COMMENT ON COLUMN agenda.n_countries IS 'Countries or territories with outlets enough that share_others is the mean of';
COMMENT ON COLUMN agenda.share IS 'n_on_it / n_articles, 0 to 1';
COMMENT ON COLUMN agenda.lo IS 'Lower end of its 95% interval: outlets are the clusters of a story, stories those of a dispute';
COMMENT ON COLUMN agenda.hi IS 'Upper end';
COMMENT ON COLUMN agenda.share_others IS 'Mean of the other countries'' shares, each country weighing the same';
COMMENT ON COLUMN agenda.difference IS 'share - share_others';
COMMENT ON COLUMN agenda.difference_lo IS 'Lower end of its 95% interval';
COMMENT ON COLUMN agenda.difference_hi IS 'Upper end';
COMMENT ON COLUMN agenda.q IS 'p value adjusted over all events, countries and scopes of the level (Benjamini and Yekutieli)';
COMMENT ON COLUMN agenda.reason IS 'Why it is withheld or not compared';
COMMENT ON COLUMN agenda.caveat IS 'What to keep in mind of it, or null';

CREATE TABLE lead_lag (
    range_start DATE, range_stop DATE, country_a VARCHAR, country_b VARCHAR, scorer_id VARCHAR, n_stories INTEGER, n_articles_a INTEGER,
    n_articles_b INTEGER, n_outlets_a INTEGER, n_outlets_b INTEGER, n_stories_left_out INTEGER, lag_days DOUBLE, lag_lo DOUBLE, lag_hi DOUBLE,
    mean_lag_days DOUBLE, lag_beyond_chance_days DOUBLE, lo DOUBLE, hi DOUBLE, share_a_first DOUBLE, share_a_first_by_chance DOUBLE, p DOUBLE,
    q DOUBLE, reason VARCHAR, caveat VARCHAR
);
COMMENT ON TABLE lead_lag IS 'One row per range of weeks and pair of countries or territories: by how many days one tells shared stories after the other';
COMMENT ON COLUMN lead_lag.range_start IS 'Monday of the first week';
COMMENT ON COLUMN lead_lag.range_stop IS 'Monday of the last week (included)';
COMMENT ON COLUMN lead_lag.country_a IS 'One country or territory (the first by name)';
COMMENT ON COLUMN lead_lag.country_b IS 'The other';
COMMENT ON COLUMN lead_lag.scorer_id IS 'Scorer whose run of the stage wrote it; what it says of articles plays no part';
COMMENT ON COLUMN lead_lag.n_stories IS 'Stories that began within the range and that both tell in articles of their own (no reprints) with a known time';
COMMENT ON COLUMN lead_lag.n_articles_a IS 'Articles of country_a on them, whatever the text scope';
COMMENT ON COLUMN lead_lag.n_articles_b IS 'Articles of country_b on them';
COMMENT ON COLUMN lead_lag.n_outlets_a IS 'Outlets of country_a that published on the topic in the range';
COMMENT ON COLUMN lead_lag.n_outlets_b IS 'Outlets of country_b';
COMMENT ON COLUMN lead_lag.n_stories_left_out IS 'Stories told by both that were left out: an undated article may have been the first';
COMMENT ON COLUMN lead_lag.lag_days IS 'Median over stories of the first article of country_b less the first of country_a, in days; above 0: country_a is earlier';
COMMENT ON COLUMN lead_lag.lag_lo IS 'Lower end of the 95% interval of the median, from the ranks of the stories'' lags; null with fewer than six stories';
COMMENT ON COLUMN lead_lag.lag_hi IS 'Upper end';
COMMENT ON COLUMN lead_lag.mean_lag_days IS 'Mean over stories, a lag of more than seven days counting as seven';
COMMENT ON COLUMN lead_lag.lag_beyond_chance_days IS 'mean_lag_days less what chance alone gives: who writes more articles on a story is first more often';
COMMENT ON COLUMN lead_lag.lo IS 'Lower end of the 95% interval of lag_beyond_chance_days, stories as units';
COMMENT ON COLUMN lead_lag.hi IS 'Upper end';
COMMENT ON COLUMN lead_lag.share_a_first IS 'Share of the stories in which country_a is first; together counts half';
COMMENT ON COLUMN lead_lag.share_a_first_by_chance IS 'The share that chance alone gives';
COMMENT ON COLUMN lead_lag.p IS 'p value, two-sided: countries shuffled over the articles within stories';
COMMENT ON COLUMN lead_lag.q IS 'p value adjusted over all pairs (Benjamini and Yekutieli)';
COMMENT ON COLUMN lead_lag.reason IS 'Why it is withheld or not tested';
COMMENT ON COLUMN lead_lag.caveat IS 'What to keep in mind of it, or null';

CREATE TABLE not_found_in_sources (
    range_start DATE, range_stop DATE, story_id VARCHAR, country VARCHAR, scorer_id VARCHAR, first_published_at TIMESTAMPTZ,
    last_published_at TIMESTAMPTZ, n_countries INTEGER, n_countries_found INTEGER, countries_found VARCHAR[], n_articles_found INTEGER,
    n_articles INTEGER, n_outlets INTEGER, n_outlets_down INTEGER, expected DOUBLE, chance DOUBLE, n_pairs INTEGER, q DOUBLE, reason VARCHAR,
    caveat VARCHAR
);
COMMENT ON TABLE not_found_in_sources IS 'One row per story that most countries or territories carry and country or territory in whose collected outlets it was not found. That is not silence: it may have been told where we do not look';
COMMENT ON COLUMN not_found_in_sources.range_start IS 'Monday of the first week';
COMMENT ON COLUMN not_found_in_sources.range_stop IS 'Monday of the last week (included)';
COMMENT ON COLUMN not_found_in_sources.story_id IS 'Story';
COMMENT ON COLUMN not_found_in_sources.country IS 'Country or territory in whose collected outlets no article on it was found: no full text, no partial one, no headline, no reprint';
COMMENT ON COLUMN not_found_in_sources.scorer_id IS 'Scorer whose run of the stage wrote it; what it says of articles plays no part';
COMMENT ON COLUMN not_found_in_sources.first_published_at IS 'Earliest article on it (UTC)';
COMMENT ON COLUMN not_found_in_sources.last_published_at IS 'Latest article on it (UTC)';
COMMENT ON COLUMN not_found_in_sources.n_countries IS 'Other countries or territories that have outlets enough in the weeks of the story';
COMMENT ON COLUMN not_found_in_sources.n_countries_found IS 'Of these, those that carry it: half of them or more, and at least three';
COMMENT ON COLUMN not_found_in_sources.countries_found IS 'Which these are';
COMMENT ON COLUMN not_found_in_sources.n_articles_found IS 'Articles on it there, copies included';
COMMENT ON COLUMN not_found_in_sources.n_articles IS 'Articles of the country on the topic in the weeks of the story, copies included';
COMMENT ON COLUMN not_found_in_sources.n_outlets IS 'Outlets of the country that published anything in these weeks';
COMMENT ON COLUMN not_found_in_sources.n_outlets_down IS 'Outlets of the country that could not be reached, were not polled or published nothing in one of these weeks or more';
COMMENT ON COLUMN not_found_in_sources.expected IS 'Articles on it to be expected of the country, had it told the story as much as the other countries do';
COMMENT ON COLUMN not_found_in_sources.chance IS 'Chance of finding none all the same, given how much it publishes and how much countries differ on other stories';
COMMENT ON COLUMN not_found_in_sources.n_pairs IS 'Pairs of story and other country that say how much countries differ';
COMMENT ON COLUMN not_found_in_sources.q IS 'chance adjusted over all pairs of story and country that were looked at, those with articles included (Benjamini and Yekutieli)';
COMMENT ON COLUMN not_found_in_sources.reason IS 'Why no chance is given: outlets too few, or not seen well enough';
COMMENT ON COLUMN not_found_in_sources.caveat IS 'What to keep in mind of it, or null';
