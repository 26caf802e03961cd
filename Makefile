# Three targets are the whole interface: `make crawl`, `make test`, `make check`.
# Each works alone on a fresh clone: .venv is made and filled when it is missing or what it is built from has changed.

VENV := .venv
BIN := $(VENV)/bin
# The first Python that is new enough; name another with `make PYTHON=/path/to/python crawl`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
OUTPUT ?= output

.PHONY: crawl test check format bench clean
.DELETE_ON_ERROR:

crawl: $(VENV)/.installed  ## Crawl the demo newsroom into output/ and check every article against its source.
	@$(BIN)/newscrawl demo --output "$(OUTPUT)"

test: $(VENV)/.dev  ## Run the tests on all cores.
	@$(BIN)/python -m pytest -n auto

check: $(VENV)/.dev  ## Lint, formatting, types.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.dev  ## Apply the formatter and the lint fixes that are safe.
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.dev  ## Check one flattened page: make bench PAGE=page.txt EXPECTED=expected.json
	@test -n "$(PAGE)" -a -n "$(EXPECTED)" || { echo "usage: make bench PAGE=page.txt EXPECTED=expected.json" >&2; exit 2; }
	@$(BIN)/python benchmarks/seed.py "$(PAGE)" "$(EXPECTED)"

clean:  ## Remove what make and the tools made; output/ stays, it is yours.
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find newscrawl -name '*.so' -delete
	rm -f newscrawl__mypyc.*.so
	find newscrawl tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.pip:
	@test -n "$(PYTHON)" || { echo "newscrawl needs Python 3.11 or newer; install it or name it: make PYTHON=... crawl" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@# The pip that comes with older Pythons (23.2) cannot resolve the extra "lxml[html-clean]".
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@touch $@

# What is compiled takes a minute; a change of one of its files builds it anew.
COMPILED := $(wildcard newscrawl/*/*.pyx newscrawl/extraction/*.py newscrawl/hindi/*.py)

$(VENV)/.installed: $(VENV)/.pip pyproject.toml setup.py $(COMPILED)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@
