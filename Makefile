# Every target does its own set-up: the virtual environment, the packages and, for the tests, the tools.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo serve test check bench tools

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/.service ## match the invented patients of examples/ to its invented trials, without network
	@$(BIN)/trialmatch demo

serve: .venv/.service ## start the service on a loopback port
	@$(BIN)/trialmatch serve

test: check tools ## run every check and every test, against a real Elasticsearch and a real Chromium where they are there
	@$(BIN)/pytest --numprocesses=auto --dist=loadgroup --cov=criteria --cov=indexer --cov=matcher --cov=api --cov-report=term:skip-covered

check: .venv/.developer ## lint, formatting, types, direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/.developer tools ## run the benchmarks, over the records that RECORDS names
	@bench/run

# Chromium, Java and Maven by apt where they are missing and apt may be used; what is still missing, its tests skip.
tools:
	@.ci/tools

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("trialmatch needs Python 3.11 or newer: make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv

.venv/.service: setup.cfg pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/.developer: setup.cfg pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --editable '.[test,browser,dev]'
	@touch $@ .venv/.service
