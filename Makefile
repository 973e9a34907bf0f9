# `make` says what there is. Everything runs in .venv, which is made on first use.

PYTHON ?= python3
PORT ?= 8000

# The tool that writes the locked requirements; nothing else uses it.
UV := uv==0.13.9
LOCK := -m uv pip compile pyproject.toml --no-config --quiet --upgrade \
	--universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links

# The notice of Material's end of life, at every build, is answered by the pins in pyproject.toml.
export NO_MKDOCS_2_WARNING := 1

RUN := .venv/bin/python
INSTALL := $(RUN) -m pip install --disable-pip-version-check --quiet --require-hashes

# A .venv whose Python is gone, or whose installation was cut short, is made anew.
SOUND := $(shell test ! -e .venv/.unfinished && .venv/bin/python -c 'import pip' 2>/dev/null && echo yes)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help serve site test lint wheel lock screenshot bench-checks clean always

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "PORT=8001 serves on another port; PYTHON=python3.13 picks the Python that .venv is made from;"
	@echo "CHROMIUM=/path/to/chromium picks the browser of the tests."

serve: .venv/.runtime ## Build the site strictly and serve it on http://127.0.0.1:8000, again after each change
	@$(RUN) -m scripts.serve --port $(PORT)

site: .venv/.runtime ## Build the site strictly into site/
	$(RUN) -m mkdocs build --strict

test: .venv/.test lint site ## Run everything: lint, types, strict build, unit and browser tests
	$(RUN) -m scripts.browser --install
	$(RUN) -m pytest -n auto

lint: .venv/.test ## Check style and types
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

wheel: .venv/.test ## Build the package into dist/
	$(RUN) -m hatchling build -t wheel

lock: .venv/.python ## Renew the locked requirements from pyproject.toml
	$(RUN) -m pip install --disable-pip-version-check --quiet $(UV)
	$(RUN) $(LOCK) --group site --output-file requirements.txt
	$(RUN) $(LOCK) --group site --group test --constraints requirements.txt --output-file requirements-test.txt

screenshot: .venv/.test ## Make the README's picture anew
	$(RUN) -m scripts.browser --install
	$(RUN) -m scripts.screenshot

bench-checks: .venv/.runtime ## Measure the draft rules by the labelled drafts
	@$(RUN) -m scripts.bench_checks

clean: ## Remove everything that was made, .venv too
	rm -rf .venv site dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find docs macros scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.python: $(if $(SOUND),,always)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Afterword needs Python 3.11 or newer, and \"$(PYTHON)\" is not: install it, or name it as in make PYTHON=python3.13." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "The venv module of \"$(PYTHON)\" is missing: on Debian and Ubuntu, run apt-get install python3-venv." >&2; exit 1; }
	rm -rf .venv
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.runtime: .venv/.python requirements.txt
	@touch .venv/.unfinished
	$(INSTALL) -r requirements.txt
	@rm .venv/.unfinished
	@touch $@

# The test requirements hold the runtime ones too.
.venv/.test: .venv/.python requirements-test.txt requirements.txt
	@touch .venv/.unfinished
	$(INSTALL) -r requirements-test.txt
	@rm .venv/.unfinished
	@touch .venv/.runtime $@
