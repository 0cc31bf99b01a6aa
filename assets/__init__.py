"""The Dagster layer: one file a stage, thin. Everything of substance is in ``monitor``."""
