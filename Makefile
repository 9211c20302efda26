# The README's two commands are `make demo` and `make test`; both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.setup-stamp
SHARED ?= ../shared
# Test files are shared out among processes; each loads the models itself, so more than four gain little.
WORKERS ?= 4
PYTEST := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -n logical --maxprocesses $(WORKERS) --dist loadfile

.PHONY: setup demo test test-slow check quality bench golden browser virtuoso clean

setup: $(SETUP)

$(SETUP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "kg needs Python 3.11 or newer: make PYTHON=python3.11 setup"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@

demo: setup
	@$(BIN)/python scripts/demo.py

browser:
	@sh scripts/browser.sh

virtuoso:
	@sh scripts/virtuoso.sh

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -q -m 'not models and not browser and not slow'

test: setup browser virtuoso
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -m 'not slow'

test-slow: setup browser
	$(BIN)/pytest -m 'slow or hypothesis' --hypothesis-profile explore

quality: setup
	$(BIN)/python -m scripts.quality $(SHARED)

bench: setup
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m benchmarks.run $(SHARED)
	$(BIN)/python -m benchmarks.scaling -o exports/growth.svg
	$(BIN)/python -m benchmarks.stores

golden: setup
	$(BIN)/python scripts/golden.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
