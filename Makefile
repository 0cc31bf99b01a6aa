# make run: set up and run the whole line on the embedded sample.   make test: everything that must hold.   make help: the rest.
SHELL := bash
PYTHON ?= python3
BIN := .venv/bin
# Each settings file has a history of runs and weeks of its own: the sample's under .dagster, another's under .dagster/NAME.
MONITOR_CONFIG ?= config/sample.yaml
run-real: MONITOR_CONFIG := config/real.yaml
export MONITOR_CONFIG
PROJECT = $(basename $(notdir $(MONITOR_CONFIG)))
export DAGSTER_HOME = $(CURDIR)$(if $(filter-out sample,$(PROJECT)),/.dagster/$(PROJECT))
HISTORY = mkdir -p "$$DAGSTER_HOME" && { test "$$DAGSTER_HOME" = "$(CURDIR)" || sed "s|base_dir: \.dagster|base_dir: $$DAGSTER_HOME|" dagster.yaml > "$$DAGSTER_HOME/dagster.yaml"; }
PORT ?= 3000
export PYTHONWARNINGS ?= ignore

# processes that share the tests
JOBS ?= 2

# all: the slow tests as well, in the same run of the sample
SUITE ?= fast

# where the files of config/real-files.yaml are
REAL ?= ../shared/data

.PHONY: help setup run run-real ui test lint types imports tests test-slow screenshots dictionary notebook quality clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.installed  ## make .venv with the pinned dependencies (nothing to do when nothing changed)

# torch goes first and by its pin: another package would otherwise pull in a build of several GB for graphics cards.
# TORCH_OPTIONS is handed to pip for that one install, e.g. to name an index of CPU wheels on your own machine.
.venv/.installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: make setup PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing into .venv (about two minutes the first time) ..." >&2
	@$(BIN)/pip install -qq --disable-pip-version-check $(TORCH_OPTIONS) torch==2.13.0
	@$(BIN)/pip install -qq --disable-pip-version-check --requirement requirements.txt
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup  ## the whole line on the embedded sample (or on MONITOR_CONFIG=config/mine.yaml), through Dagster
	@$(HISTORY)
	@$(BIN)/python -m assets.run

run-real: setup  ## the whole line on real coverage in files, REAL=DIR; last line is a JSON object
	@$(HISTORY)
	@$(BIN)/python -m assets.run --config config/real.yaml --files-root "$(REAL)" --json

ui: setup  ## the Dagster UI at http://127.0.0.1:3000 (Ctrl-C ends it; PORT=3001 for another port)
	@$(BIN)/python -c 'import socket, sys; sys.exit("port $(PORT) is in use: stop what runs there (another make ui?), or type make ui PORT=3001" if socket.socket().connect_ex(("127.0.0.1", $(PORT))) == 0 else 0)'
	@$(HISTORY)
	@$(BIN)/dagster dev --host 127.0.0.1 --port $(PORT) --workspace workspace.yaml

test: setup lint types imports tests  ## linters, types, import contract, tests

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

tests: setup
	$(BIN)/pytest $(if $(filter all,$(SUITE)),,-m "not slow") --numprocesses $(JOBS) --dist loadfile --no-loadscope-reorder --durations 10

test-slow: setup  ## the tests that take some seconds or more each: removal, training, runs that are killed or read from, the notebook, past weeks, pages written anew
	$(BIN)/pytest -m slow --numprocesses $(JOBS) --dist loadfile --no-loadscope-reorder --durations 10

screenshots: setup  ## take the pictures of the UI and of the report in docs/images anew (needs a Chromium)
	MONITOR_SCREENSHOTS=docs/images $(BIN)/pytest tests/browser

dictionary: setup  ## write docs/data-dictionary.md anew (after a change of tables or views)
	@$(BIN)/monitor dictionary

notebook: setup  ## run docs/from-file-to-figure.ipynb anew on a fresh run of the sample and keep its outputs
	MONITOR_NOTEBOOK=docs/from-file-to-figure.ipynb $(BIN)/pytest tests/docs

quality: setup  ## quality on the sample as one JSON object (after make run)
	@$(BIN)/monitor evaluate sample

clean:  ## remove data, runs and the environment
	rm -rf .venv data data-real .dagster
