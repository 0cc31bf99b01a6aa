# make run: set up and run the whole line on the embedded sample.   make test: everything that must hold.   make help: the rest.
SHELL := bash
PYTHON ?= python3
BIN := .venv/bin
export DAGSTER_HOME := $(CURDIR)
export PYTHONWARNINGS ?= ignore

# where the files of config/real-files.yaml are
REAL ?= ../shared/data

.PHONY: help setup run run-real ui test lint types imports tests screenshots quality clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.installed  ## make .venv with the pinned dependencies (nothing to do when nothing changed)

# torch goes first and by its pin: another package would otherwise pull in a build of several GB for graphics cards.
# TORCH_OPTIONS is handed to pip for that one install, e.g. to name an index of CPU wheels on your own machine.
.venv/.installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: make setup PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing into .venv (about two minutes the first time) ..." >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check $(TORCH_OPTIONS) torch==2.13.0
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup  ## the whole line on the embedded sample, through Dagster
	@$(BIN)/python -m assets.run

run-real: setup  ## the whole line on real coverage in files, REAL=DIR; last line is a JSON object
	@$(BIN)/python -m assets.run --config config/real.yaml --files-root "$(REAL)" --json

ui: setup  ## the Dagster UI at http://127.0.0.1:3000
	@$(BIN)/dagster dev --host 127.0.0.1 --port 3000 --workspace workspace.yaml

test: setup lint types imports tests  ## linters, types, import contract, tests

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

tests: setup
	$(BIN)/pytest --durations 10

screenshots: setup  ## take the pictures of the UI in docs/images anew (needs a Chromium)
	MONITOR_SCREENSHOTS=docs/images $(BIN)/pytest tests/browser

quality: setup  ## quality on the sample as one JSON object (after make run)
	@$(BIN)/monitor evaluate sample

clean:  ## remove data, runs and the environment
	rm -rf .venv data data-real .dagster
