# Everything a contributor needs: `make serve` and `make test`. Each sets up what it lacks.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST ?= --numprocesses auto --maxprocesses 4 --dist loadfile
# Tests that build whole sites, or ask a browser, a client or the fonts of the machine.
WHOLE := $(wildcard tests/whole_site tests/browser tests/render/icalendar tests/render/images/social \
	tests/render/pages/history tests/render/posters tests/render/search tests/forge tests/authoring/town \
	tests/findings)
PURE := tests $(WHOLE:%=--ignore=%)
export NIGHT
# Compiled modules are kept, whatever the machine says: some hundred processes of tests start with
# them, and each would compile us anew, which is a third of its start.
export PYTHONDONTWRITEBYTECODE :=
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: serve build editor test check-fast test-pure test-whole test-tools lint lint-fast workflows-lint hooks release check bench notes lock clean

serve: $(VENV)/ready  ## the demonstration community, with live reload; `make serve PORT=8123`
	$(BIN)/chaguan serve $(if $(PORT),--port $(PORT)) --watch plugins

build: $(VENV)/ready  ## the site, into site/
	$(BIN)/mkdocs build

editor:  ## the form-based editor, for sites with `admin: true`; needs npm
	npm ci --prefix editor --ignore-scripts --no-audit --no-fund

check: $(VENV)/ready  ## what is wrong with content/
	$(BIN)/chaguan check

test-tools: $(VENV)/ready  ## the browser, calendar clients and fonts that some tests need
	.ci/tools

bench: $(VENV)/ready  ## Chaguan and other generators with the same posts; `make bench BENCH='--sizes 100'`
	$(BIN)/python bench/rivals.py $(BENCH)

test: lint  ## everything that this machine has the tools for; `make test NIGHT=1` also what takes long
	$(BIN)/pytest $(PYTEST)

check-fast: lint-fast  ## style, types, layers and the quick tests, in less than a minute
	$(BIN)/pytest $(PYTEST) -m 'not slow and not browser' $(PURE)

test-pure: $(VENV)/ready
	$(BIN)/pytest $(PYTEST) $(if $(COVERAGE),--cov) $(PURE)

test-whole: $(VENV)/ready
	$(BIN)/pytest $(PYTEST) $(WHOLE)

lint: lint-fast workflows-lint

lint-fast: $(VENV)/ready
	$(BIN)/ruff check plugins tests bench
	$(BIN)/ruff format --check plugins tests bench
	$(BIN)/codespell
	$(BIN)/mypy
	$(BIN)/mypy --config-file tests/mypy.ini
	$(BIN)/lint-imports

hooks: $(VENV)/ready  ## look at each commit before it is made
	$(BIN)/pre-commit install

release: $(VENV)/ready  ## `make release VERSION=0.2.0`: sdist and wheel, tried, and the notes
	PYTHON=$(PYTHON) .ci/release $(VERSION)

workflows-lint: $(VENV)/ready  ## whether what runs on the forge is well-formed, pinned and sound
	$(BIN)/pytest tests/forge/test_front_workflows.py

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Chaguan needs Python 3.11 or newer; say which: make PYTHON=python3.12")'
	@echo "Setting up $(VENV); once, and it takes about a minute."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch $@

notes: $(VENV)/ready  ## what the next version brings, as its changelog will say it
	$(BIN)/towncrier build --draft --version next

lock:  ## choose new versions within pyproject.toml's bounds, and write them down
	rm -rf .cache/lock && $(PYTHON) -m venv .cache/lock
	.cache/lock/bin/pip install --quiet --disable-pip-version-check '.[test,release]'
	.cache/lock/bin/pip freeze --exclude chaguan > constraints.txt

clean:
	rm -rf $(VENV) site .cache
