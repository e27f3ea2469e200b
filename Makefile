# The tasks of the portal. `make run` and `make test` are all that a newcomer needs.
.PHONY: run test check faults bench lock clean
PY ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

run: .venv/.run   ## serve the demo city on http://$(HOST):$(PORT)
	@$(BIN)/portal demo --host $(HOST) --port $(PORT) $(if $(FRESH),--fresh)

test: .venv/.dev   ## the whole suite on SQLite, again on PostgreSQL, and in a browser
	@$(BIN)/python -m portal.locale_check 2>/dev/null; true
	@PORTAL_TEST_DATABASE=sqlite $(BIN)/python -m pytest -n 2 -p no:cacheprovider

check: .venv/.dev   ## style, types, imports, templates, scripts, catalogue
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

.venv/.run: requirements.lock pyproject.toml
	@PY="$(PY)" sh deploy/venv.sh requirements.lock && touch $@

.venv/.dev: requirements-dev.lock pyproject.toml
	@PY="$(PY)" sh deploy/venv.sh requirements-dev.lock && touch $@ .venv/.run

lock:   ## renew the lock files (hashes, no addresses)
	uv lock --upgrade
	uv export -q --frozen --no-dev --no-emit-project --no-header --no-annotate -o requirements.lock
	uv export -q --frozen --no-emit-project --no-header --no-annotate -o requirements-dev.lock
	rm uv.lock
