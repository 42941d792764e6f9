# Everything starts here. `make help` reads the lines marked ## below.

PYTHON ?= python3
PORT ?= 8000
DB ?= both
ARGS ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
UV := .venv/lock-tool/bin/uv
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test lint bench drill pictures lock

help: ## show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/base.done ## install what Ukur needs; afterwards .venv/bin/ukur works

setup-dev: .venv/dev.done ## the same, and what its tests and checks need

run: setup ## serve the demo on loopback: make run [PORT=8000]
	@exec $(BIN)/ukur demo --port $(PORT)

test: setup-dev ## all tests on SQLite and PostgreSQL: make test [DB=sqlite|postgres|both] [ARGS="tests/web -k task"]
	@exec $(BIN)/python -m tests.rig.suite --database $(DB) -- $(ARGS)

lint: setup-dev ## style, types, directions of imports, missing migrations; under a minute
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@UKUR_SECRET=not-a-secret-only-for-checks-that-serve-nothing-at-all $(BIN)/mypy --explicit-package-bases
	@$(BIN)/lint-imports
	@UKUR_SECRET=not-a-secret-only-for-checks-that-serve-nothing-at-all DATABASE_URL=sqlite:///:memory: \
		$(BIN)/python -m django makemigrations --check --dry-run --settings ukur.config.settings

bench: setup-dev ## what a step, a page and a signature cost, beside peers
	@exec $(BIN)/python -m tests.bench.table $(ARGS)

drill: setup-dev ## the long tests: kill, storm, soak, and every property with many examples; about an hour
	@exec $(BIN)/python -m tests.rig.suite --database $(DB) --drill -- $(ARGS)

pictures: setup-dev ## play the pages and renew the pictures of the guide
	@PICTURES=1 $(BIN)/python -m tests.rig.suite --database sqlite -- tests/e2e
	@exec $(BIN)/python -m tests.rig.pictures

lock: $(UV) ## pin requirements/*.in with digests: make lock [UPGRADE=1]
	@$(COMPILE) requirements/base.in -o requirements/base.txt
	@$(COMPILE) requirements/dev.in -c requirements/base.txt -o requirements/dev.txt

# --- What the commands above stand on. A file *.done says: installed, and nothing has changed since. ---

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Ukur needs Python 3.11 or newer: make PYTHON=python3.x ...")'
	@$(PYTHON) -m venv .venv

.venv/base.done: requirements/base.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Ukur needs into .venv (once, about half a minute)"
	@$(PIP) install --require-hashes -r requirements/base.txt
	@$(PIP) install --no-deps --editable .
	@touch $@

.venv/dev.done: requirements/dev.txt .venv/base.done
	@echo "Installing what the tests need into .venv (once)"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(UV): | $(BIN)/python
	@$(PIP) install --target .venv/lock-tool uv
