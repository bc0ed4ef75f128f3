.PHONY: run test lint install install-dev requirements bench bench-search

PYTHON ?= python3
EXAMPLES ?= yes
BIN := .venv/bin
export DJANGO_SETTINGS_MODULE ?= csom_site.settings.dev
export VAR_DIR ?= $(CURDIR)/var

run: install ## install, migrate, load the demo library, serve at http://127.0.0.1:8000
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py load_places --verbosity 0
	$(BIN)/python manage.py load_demo
	$(BIN)/python manage.py load_content
	$(if $(filter no,$(EXAMPLES)),,$(BIN)/python manage.py load_examples)
	$(MAKE) --no-print-directory $(VAR_DIR)/static-collected
	$(BIN)/supervisord --nodaemon --configuration deploy/supervisord.conf

test: install-dev ## the whole suite, with the checks
	$(MAKE) lint
	$(BIN)/pytest -n auto --dist worksteal

lint: install-dev ## style, templates, directions of imports, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates library
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run

install: .venv/installed
install-dev: .venv/installed-dev

.venv/installed: requirements.txt
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VAR_DIR)/static-collected: .venv/installed $(shell find static -type f)
	$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

requirements: ## pin again what requirements.in and requirements-dev.in ask for
	for list in requirements requirements-dev; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	    --no-emit-index-url $$list.in -o $$list.txt; done

bench: install ## pages against a bare Django view; lists from 50 to 50,000 publications
	$(BIN)/python manage.py benchmark

bench-search: install-dev ## search beside Haystack as it comes, SQLite FTS5 and tantivy, at 5,000 and 50,000 pages
	$(BIN)/python manage.py benchmark_search
