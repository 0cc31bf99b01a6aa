-- For which range of time a sitemap was asked, so that going back goes on where it stopped.
ALTER TABLE fetches ADD COLUMN reach_from TIMESTAMPTZ;
ALTER TABLE fetches ADD COLUMN reach_until TIMESTAMPTZ;
COMMENT ON COLUMN fetches.reach_from IS 'Of a sitemap asked while going back: start of the range whose entries were wanted (UTC); null for everything else';
COMMENT ON COLUMN fetches.reach_until IS 'End of that range (UTC, not included); null: open';
