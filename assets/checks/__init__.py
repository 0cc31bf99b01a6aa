"""Checks, named as questions, that run with the assets they look at. Each says numbers, and what to do."""
