-- What was taken out on request, so that it is not collected again.
CREATE TABLE removals (link_id VARCHAR, removed_at TIMESTAMPTZ, reason VARCHAR);
COMMENT ON TABLE removals IS 'One row per article that was removed on request: it is not collected again. Nothing of the article is kept here';
COMMENT ON COLUMN removals.link_id IS 'Hash of the canonical URL, the key';
COMMENT ON COLUMN removals.removed_at IS 'When it was removed (UTC, wall clock)';
COMMENT ON COLUMN removals.reason IS 'Why, in the words of whoever removed it; must not repeat what was removed';
