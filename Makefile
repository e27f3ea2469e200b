# The tasks of the portal. `make run` and `make test` are all that a newcomer needs.
.PHONY: run test check faults bench lock words
PY ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

run: .venv/.run   ## serve the demo city on http://HOST:PORT; FRESH=1 starts anew
	@$(BIN)/portal demo --host $(HOST) --port $(PORT) $(if $(FRESH),--fresh)

test: .venv/.dev   ## the whole suite on SQLite, in a browser, and again on a real PostgreSQL
	PORTAL_TEST_DATABASE=sqlite timeout 1200 $(BIN)/python -m pytest -n 2 -m "not browser and not fault"
	PORTAL_TEST_DATABASE=sqlite timeout 1200 $(BIN)/python -m pytest -n 2 -m browser
	PORTAL_TEST_DATABASE=postgres timeout 1200 $(BIN)/python -m pytest -n 2 -m "not browser and not anywhere and not fault"

check: .venv/.dev   ## style, types, who imports whom, scripts and styles for old phones, catalogue
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo | tail -3
	@$(BIN)/python -m pytest -q tests/test_old_phones.py tests/test_words.py tests/test_deploy.py

faults: .venv/.dev   ## kill -9 under voting load, cancelled requests, a restarted database, a full disk
	PORTAL_TEST_DATABASE=sqlite timeout 600 $(BIN)/python -m pytest -q tests/faults -m fault
	PORTAL_TEST_DATABASE=postgres timeout 600 $(BIN)/python -m pytest -q tests/faults -m fault

bench: .venv/.dev   ## speed and memory, as ratios to a reference measured in the same run; ONLY="fanout storm" for some groups
	timeout 1500 $(BIN)/python -m tests.bench $(ONLY)

words: .venv/.dev   ## bring the catalogue up to date with the pages
	@mkdir -p var
	$(BIN)/pybabel -q extract -F babel.cfg --no-location --sort-output -k N_ -k F_ -k _ -k pgettext:1c,2 -o var/portal.pot .
	$(BIN)/pybabel -q update -i var/portal.pot -d portal/locale -D portal -l en --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -N -w 9999

.venv/.run: requirements.lock pyproject.toml
	@PY="$(PY)" sh deploy/venv.sh requirements.lock && touch $@

.venv/.dev: requirements-dev.lock pyproject.toml
	@PY="$(PY)" sh deploy/venv.sh requirements-dev.lock && touch $@ .venv/.run

lock:   ## renew the lock files: hashes, no addresses
	uv lock -q --upgrade
	uv export -q --frozen --no-dev --no-emit-project --no-header --no-annotate -o requirements.lock
	uv export -q --frozen --no-emit-project --no-header --no-annotate -o requirements-dev.lock
	rm uv.lock
