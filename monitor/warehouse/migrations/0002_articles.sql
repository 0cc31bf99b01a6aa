-- What was published: articles, the texts they have had, copies and passages.
CREATE TABLE articles (
    article_id VARCHAR, url VARCHAR, outlet_id VARCHAR, country VARCHAR, ownership VARCHAR, audience VARCHAR,
    language VARCHAR, script VARCHAR, language_method VARCHAR, language_confidence DOUBLE,
    title VARCHAR, body VARCHAR, byline VARCHAR, published_at TIMESTAMPTZ, published_method VARCHAR, published_note VARCHAR, first_seen_at TIMESTAMPTZ,
    week DATE, text_hash VARCHAR, text_scope VARCHAR, version INTEGER
);
COMMENT ON TABLE articles IS 'One row per article, in its latest text';
COMMENT ON COLUMN articles.article_id IS 'Hash of the canonical URL, the key';
COMMENT ON COLUMN articles.url IS 'Canonical URL';
COMMENT ON COLUMN articles.outlet_id IS 'Outlet that published it';
COMMENT ON COLUMN articles.country IS 'Country or territory of the outlet, ISO 3166-1 alpha-3';
COMMENT ON COLUMN articles.ownership IS 'Ownership of the outlet';
COMMENT ON COLUMN articles.audience IS 'Audience of the edition: domestic, foreign or unknown';
COMMENT ON COLUMN articles.language IS 'Language of the text, BCP 47: en, zh-Hans, zh-Hant or another';
COMMENT ON COLUMN articles.script IS 'Script of the text, ISO 15924: Latn, Hans, Hant ...';
COMMENT ON COLUMN articles.language_method IS 'How the language was decided: script_count, langdetect or feed';
COMMENT ON COLUMN articles.language_confidence IS 'How sure, 0 to 1';
COMMENT ON COLUMN articles.title IS 'Title';
COMMENT ON COLUMN articles.body IS 'Text without boilerplate; paragraphs end in a line feed; empty for titles only';
COMMENT ON COLUMN articles.byline IS 'Bylines and editorial credits cut from the text, one a line; empty when there were none';
COMMENT ON COLUMN articles.published_at IS 'Time of publication (UTC)';
COMMENT ON COLUMN articles.published_method IS 'Where that time came from: page, page_day (a day alone: noon there), feed or first_seen';
COMMENT ON COLUMN articles.published_note IS 'Which better source was not believed and why, as a sentence; null for most';
COMMENT ON COLUMN articles.first_seen_at IS 'When the collector first saw it (UTC, the run''s clock)';
COMMENT ON COLUMN articles.week IS 'Monday (UTC) of the ISO week of publication';
COMMENT ON COLUMN articles.text_hash IS 'Hash of title and body: changes when the text does';
COMMENT ON COLUMN articles.text_scope IS 'How much of the text there is: title, partial or full';
COMMENT ON COLUMN articles.version IS 'Number of the latest text, from 1';

CREATE TABLE article_versions (
    article_id VARCHAR, version INTEGER, seen_at TIMESTAMPTZ, title VARCHAR, body VARCHAR, text_hash VARCHAR,
    text_scope VARCHAR, page_sha256 VARCHAR
);
COMMENT ON TABLE article_versions IS 'One row per text an article has had: first publication and corrections';
COMMENT ON COLUMN article_versions.article_id IS 'Article; key together with version';
COMMENT ON COLUMN article_versions.version IS 'From 1 upwards';
COMMENT ON COLUMN article_versions.seen_at IS 'When this text was first seen (UTC, the run''s clock)';
COMMENT ON COLUMN article_versions.title IS 'Title in this version';
COMMENT ON COLUMN article_versions.body IS 'Body in this version';
COMMENT ON COLUMN article_versions.text_hash IS 'Hash of title and body';
COMMENT ON COLUMN article_versions.text_scope IS 'title, partial or full';
COMMENT ON COLUMN article_versions.page_sha256 IS 'SHA-256 of the page it was extracted from (see fetches)';

CREATE TABLE rejected_pages (
    link_id VARCHAR, url VARCHAR, outlet_id VARCHAR, page_sha256 VARCHAR, reason VARCHAR, seen_at TIMESTAMPTZ
);
COMMENT ON TABLE rejected_pages IS 'One row per page that was fetched but gave no text, with the reason';
COMMENT ON COLUMN rejected_pages.link_id IS 'Link it came from';
COMMENT ON COLUMN rejected_pages.url IS 'URL of the page';
COMMENT ON COLUMN rejected_pages.outlet_id IS 'Outlet';
COMMENT ON COLUMN rejected_pages.page_sha256 IS 'SHA-256 of the page; key together with link_id and seen_at';
COMMENT ON COLUMN rejected_pages.reason IS 'Why it gave none, as a sentence';
COMMENT ON COLUMN rejected_pages.seen_at IS 'When it was fetched (UTC, the run''s clock)';

CREATE TABLE page_outcomes (
    link_id VARCHAR, seen_at TIMESTAMPTZ, page_sha256 VARCHAR, outcome VARCHAR, version INTEGER
);
COMMENT ON TABLE page_outcomes IS 'One row per page that was read: what became of it';
COMMENT ON COLUMN page_outcomes.link_id IS 'Link it came from; key together with seen_at';
COMMENT ON COLUMN page_outcomes.seen_at IS 'When it was fetched (UTC, the run''s clock)';
COMMENT ON COLUMN page_outcomes.page_sha256 IS 'SHA-256 of the page';
COMMENT ON COLUMN page_outcomes.outcome IS 'version (a new text), same (the text was known), kept (less text than before, which stays) or rejected (see rejected_pages)';
COMMENT ON COLUMN page_outcomes.version IS 'Version of the article after this page, null without an article';

CREATE TABLE copies (
    article_id VARCHAR, copy_group VARCHAR, is_original BOOLEAN, similarity DOUBLE, agency VARCHAR
);
COMMENT ON TABLE copies IS 'One row per article: the group of near-identical texts it belongs to (a group of one for most)';
COMMENT ON COLUMN copies.article_id IS 'Article, the key';
COMMENT ON COLUMN copies.copy_group IS 'Id of the group: the article id of its earliest text';
COMMENT ON COLUMN copies.is_original IS 'True for the earliest text of the group';
COMMENT ON COLUMN copies.similarity IS 'Jaccard similarity of the text to the original''s, 0 to 1 (1 for the original)';
COMMENT ON COLUMN copies.agency IS 'News agency credited in the text, if any';

CREATE TABLE passages (
    passage_id VARCHAR, article_id VARCHAR, position INTEGER, field VARCHAR, start INTEGER, stop INTEGER, text VARCHAR, text_hash VARCHAR
);
COMMENT ON TABLE passages IS 'One row per passage (title or sentence) of an article''s latest text';
COMMENT ON COLUMN passages.passage_id IS 'Hash of article and position, the key';
COMMENT ON COLUMN passages.article_id IS 'Article it belongs to';
COMMENT ON COLUMN passages.position IS 'Order in the article; 0 is the title';
COMMENT ON COLUMN passages.field IS 'title or body: the column of articles the offsets count in';
COMMENT ON COLUMN passages.start IS 'First character (from 0, in Unicode code points)';
COMMENT ON COLUMN passages.stop IS 'One past the last character: field[start:stop] is text';
COMMENT ON COLUMN passages.text IS 'The passage itself';
COMMENT ON COLUMN passages.text_hash IS 'Hash of the passage: its vector is found under it';
