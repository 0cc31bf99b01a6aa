-- Outlets, by what a person may call them.
SELECT outlet_id, name, name_zh, domain FROM outlets ORDER BY outlet_id
