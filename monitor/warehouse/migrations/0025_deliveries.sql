-- What was sent to whom, and which lasting changes were looked at and told of between reports.
CREATE TABLE deliveries (
    delivery_id VARCHAR, kind VARCHAR, week DATE, language VARCHAR, channel VARCHAR, recipient_hash VARCHAR, revision INTEGER, message_id VARCHAR,
    sha256 VARCHAR, outcome VARCHAR, detail VARCHAR, attempts INTEGER, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ
);
COMMENT ON TABLE deliveries IS 'One row per sending to one recipient; written as pending before anything is handed over, so that nothing goes out twice';
COMMENT ON COLUMN deliveries.delivery_id IS 'Key: hash of kind, week, language, channel, recipient_hash and revision';
COMMENT ON COLUMN deliveries.kind IS 'report, alert, or test (asked for by a person, and never counted)';
COMMENT ON COLUMN deliveries.week IS 'Monday of the week told of';
COMMENT ON COLUMN deliveries.language IS 'en or zh; all for a folder';
COMMENT ON COLUMN deliveries.channel IS 'mail, chat or folder';
COMMENT ON COLUMN deliveries.recipient_hash IS 'HMAC-SHA256 of the address, of the name of the variable (chat) or of the path (folder), with the key in delivery.key in the data folder; never the address itself';
COMMENT ON COLUMN deliveries.revision IS 'Revision of the report that was sent; 1 for an alert';
COMMENT ON COLUMN deliveries.message_id IS 'Message-ID of a mail: the same whenever the same row is sent again; null for other channels';
COMMENT ON COLUMN deliveries.sha256 IS 'SHA-256 of the report''s HTML file; null for an alert';
COMMENT ON COLUMN deliveries.outcome IS 'pending (being sent), sent (the server took it), failed (the server has not taken it; tried again by the next run), unknown (it broke off after the text was handed over, or the process was killed: a person decides)';
COMMENT ON COLUMN deliveries.detail IS 'What the server or service answered, addresses taken out';
COMMENT ON COLUMN deliveries.attempts IS 'How often it was tried';
COMMENT ON COLUMN deliveries.started_at IS 'When the last attempt began';
COMMENT ON COLUMN deliveries.finished_at IS 'When its outcome was known';

CREATE TABLE alert_looks (week DATE, looked_at TIMESTAMPTZ, threshold DOUBLE, n_found INTEGER);
COMMENT ON TABLE alert_looks IS 'One row per week whose lasting changes were looked at for an alert: each week is looked at once';
COMMENT ON COLUMN alert_looks.week IS 'Monday of the newest complete week then; key';
COMMENT ON COLUMN alert_looks.looked_at IS 'When';
COMMENT ON COLUMN alert_looks.threshold IS 'Largest family-wise p that was enough for an alert: delivery.alerts.chance_a_year / 52';
COMMENT ON COLUMN alert_looks.n_found IS 'New changes found';

CREATE TABLE alerts (
    week DATE, country VARCHAR, frame_id VARCHAR, scorer_id VARCHAR, since DATE, change DOUBLE, lo DOUBLE, hi DOUBLE, p DOUBLE, message_week DATE
);
COMMENT ON TABLE alerts IS 'One row per lasting change that was found new by a look';
COMMENT ON COLUMN alerts.week IS 'Week of the look; key together with country and frame_id';
COMMENT ON COLUMN alerts.country IS 'Country or territory';
COMMENT ON COLUMN alerts.frame_id IS 'Frame';
COMMENT ON COLUMN alerts.scorer_id IS 'Scorer behind it';
COMMENT ON COLUMN alerts.since IS 'Monday of the first week after the change';
COMMENT ON COLUMN alerts.change IS 'Share after less share before';
COMMENT ON COLUMN alerts.lo IS 'Lower end of the interval that was told: frame_shifts.picked_lo, which holds whatever is picked';
COMMENT ON COLUMN alerts.hi IS 'Upper end';
COMMENT ON COLUMN alerts.p IS 'Family-wise p over all weeks, frames and places of the look';
COMMENT ON COLUMN alerts.message_week IS 'Week (deliveries.week) of the message that told of it; null while it waits';
