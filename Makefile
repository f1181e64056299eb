# Targets are documented by the text after ##; `make` alone lists them.
PYTHON ?= python3
N ?= 50
SHARED ?= ../shared
AWARDS = $(SHARED)/data/awards/awards_pt.csv.gz
SETUP = $(PYTHON) -m tools.setup
RUN = .venv/bin/python -m
PYTEST = .venv/bin/pytest --ignore=tests/data

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-dev system demo test test-quick check bench chaos evaluate test-data wheel clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

setup: ## environment, locked packages, front-end files, translations
	@$(SETUP)

setup-dev:
	@$(SETUP) --dev

# Before anything that takes long: installs what is missing as root, else names it and stops.
system:
	@$(PYTHON) -m tools.system --servers venv chromium

demo: setup ## the whole product on this machine, with a demo world
	.venv/bin/marketplace demo $(ARGS)

test-quick: setup-dev ## tests without real servers and browser, under a minute
	$(PYTEST) --ignore=tests/meta -n 2 -m "not servers and not browser and not slow" $(ARGS)

test: system setup-dev ## every test, beside real servers and a real browser
	$(RUN) tools.with_servers -- $(PYTEST) -n 2 --dist loadfile $(ARGS)

check: setup-dev ## format, lint, types, import directions, and tests about the project itself
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/pytest tests/meta

bench: system setup-dev ## benchmarks, each beside its bare engine; writes docs/benchmarks.md
	$(RUN) tools.with_servers -- $(RUN) benchmarks $(ARGS)

chaos: system setup-dev ## N=50 kills a mode under load, then verify
	$(RUN) tools.with_servers --only postgres -- $(RUN) tests.chaos --kills $(N) $(ARGS)

evaluate: setup ## SHARED=../shared: the ranker on real awards
	.venv/bin/marketplace evaluate suppliers $(AWARDS) --split 2024-02-20 --json $(ARGS)

test-data: setup-dev ## SHARED=../shared: the given awards, and exports against the official schemas
	SHARED="$(abspath $(SHARED))" .venv/bin/pytest tests/data $(ARGS)

wheel: setup ## dist/marketplace-*.whl with templates, migrations and front-end files
	rm -rf dist
	$(RUN) hatchling build --target wheel

clean: ## everything that setup and tests left in this folder
	rm -rf .venv build dist node_modules marketplace/static/vendor
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
