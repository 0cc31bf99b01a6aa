-- What the latest run of the collector did, as a JSON object; no row before the first.
SELECT summary FROM stage_runs WHERE stage = 'collect' ORDER BY started_at DESC LIMIT 1
