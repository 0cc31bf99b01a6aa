-- Weeks that were looked at for alerts.
SELECT week FROM alert_looks
