-- Where coverage comes from and every attempt to get it.
CREATE TABLE outlets (
    outlet_id VARCHAR, name VARCHAR, name_zh VARCHAR, domain VARCHAR, country VARCHAR, languages VARCHAR[],
    ownership VARCHAR, audience VARCHAR, facts_source VARCHAR, facts_as_of DATE
);
COMMENT ON TABLE outlets IS 'One row per outlet: who publishes, from which country or territory, owned by whom, for whom';
COMMENT ON COLUMN outlets.outlet_id IS 'Short name of the outlet, the key';
COMMENT ON COLUMN outlets.name IS 'Name in Latin letters';
COMMENT ON COLUMN outlets.name_zh IS 'Chinese name, where there is one';
COMMENT ON COLUMN outlets.domain IS 'Registrable domain of its site';
COMMENT ON COLUMN outlets.country IS 'Country or territory of the outlet, ISO 3166-1 alpha-3; never inferred from the language';
COMMENT ON COLUMN outlets.languages IS 'Languages it publishes in, BCP 47';
COMMENT ON COLUMN outlets.ownership IS 'state, public, private, party or unknown';
COMMENT ON COLUMN outlets.audience IS 'domestic, foreign or unknown: for whom its main edition is made';
COMMENT ON COLUMN outlets.facts_source IS 'Where ownership and audience were looked up';
COMMENT ON COLUMN outlets.facts_as_of IS 'Day on which these facts were looked up';

CREATE TABLE links (
    link_id VARCHAR, url VARCHAR, outlet_id VARCHAR, feed_url VARCHAR, language_hint VARCHAR, audience VARCHAR,
    title_hint VARCHAR, published_hint TIMESTAMPTZ, updated_hint TIMESTAMPTZ, first_seen_at TIMESTAMPTZ
);
COMMENT ON TABLE links IS 'One row per discovered URL of an article';
COMMENT ON COLUMN links.link_id IS 'Hash of the canonical URL, the key; the article made from it carries the same id';
COMMENT ON COLUMN links.url IS 'Canonical URL';
COMMENT ON COLUMN links.outlet_id IS 'Outlet whose feed named it';
COMMENT ON COLUMN links.feed_url IS 'Feed that named it first';
COMMENT ON COLUMN links.language_hint IS 'Language the feed is declared to be in';
COMMENT ON COLUMN links.audience IS 'Audience of the feed''s edition';
COMMENT ON COLUMN links.title_hint IS 'Title as the feed gave it';
COMMENT ON COLUMN links.published_hint IS 'Time of publication as the feed gave it (UTC)';
COMMENT ON COLUMN links.updated_hint IS 'Time of the last update as the feed gave it (UTC); a later one causes a new fetch';
COMMENT ON COLUMN links.first_seen_at IS 'When the collector first saw it (UTC, the run''s clock)';

CREATE TABLE fetches (
    fetch_id VARCHAR, url VARCHAR, kind VARCHAR, outlet_id VARCHAR, attempted_at TIMESTAMPTZ, outcome VARCHAR, status INTEGER,
    reason VARCHAR, final_url VARCHAR, content_type VARCHAR, n_bytes BIGINT, sha256 VARCHAR, etag VARCHAR,
    last_modified VARCHAR, warc_file VARCHAR, warc_offset BIGINT, seconds DOUBLE
);
COMMENT ON TABLE fetches IS 'One row per attempt on a URL, failures included';
COMMENT ON COLUMN fetches.fetch_id IS 'Hash of URL, kind and time, the key';
COMMENT ON COLUMN fetches.url IS 'URL asked for';
COMMENT ON COLUMN fetches.kind IS 'feed or page';
COMMENT ON COLUMN fetches.outlet_id IS 'Outlet it was asked for';
COMMENT ON COLUMN fetches.attempted_at IS 'When (UTC, the run''s clock)';
COMMENT ON COLUMN fetches.outcome IS 'ok, not_modified, or what went wrong in one word (http_error, timeout, too_large, unreadable, refused ...)';
COMMENT ON COLUMN fetches.status IS 'HTTP status of the last answer, if any';
COMMENT ON COLUMN fetches.reason IS 'What went wrong and what can be done, as a sentence';
COMMENT ON COLUMN fetches.final_url IS 'URL after redirects';
COMMENT ON COLUMN fetches.content_type IS 'Content-Type header';
COMMENT ON COLUMN fetches.n_bytes IS 'Bytes of the body after decompression';
COMMENT ON COLUMN fetches.sha256 IS 'SHA-256 of the body';
COMMENT ON COLUMN fetches.etag IS 'ETag header, for conditional requests';
COMMENT ON COLUMN fetches.last_modified IS 'Last-Modified header, for conditional requests';
COMMENT ON COLUMN fetches.warc_file IS 'WARC file under data/raw that holds the body';
COMMENT ON COLUMN fetches.warc_offset IS 'Offset of its record in that file';
COMMENT ON COLUMN fetches.seconds IS 'Seconds the attempt took';

CREATE TABLE stage_runs (stage VARCHAR, started_at TIMESTAMPTZ, seconds DOUBLE, summary VARCHAR);
COMMENT ON TABLE stage_runs IS 'One row per run of a stage: how long it took and what it did (operational)';
COMMENT ON COLUMN stage_runs.stage IS 'Stage, e.g. collect or frames';
COMMENT ON COLUMN stage_runs.started_at IS 'When it began (UTC, wall clock)';
COMMENT ON COLUMN stage_runs.seconds IS 'Wall-clock seconds';
COMMENT ON COLUMN stage_runs.summary IS 'Its counts as a JSON object';
