-- What an export rests on, in one row: the newest week, and the scorer behind the views for people.
SELECT
    coalesce((SELECT newest_week_label FROM v_estimation), (SELECT strftime(max(week), '%G-W%V') FROM articles)) AS newest_week,
    (SELECT max(number) FROM schema_migrations) AS schema_number, s.scorer, s.method, s.codebook_version, s.model_revision,
    s.projection_id, s.parameters
FROM (SELECT 1) AS one
LEFT JOIN v_current_scorer AS s ON true
