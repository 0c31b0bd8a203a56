# Two commands do everything on a fresh machine with Python 3.11 and pip: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := python -m pip --quiet --disable-pip-version-check install
# The versions that were tried together, for what is installed and for what builds it (the second name: pip 25.3 and later).
PINNED := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test check docs dist bench leaderboard schemas floors release-check test-lowest test-newest constraints newest clean

help:  ## This list.
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1\t\2/p' Makefile | expand -t 20

$(VENV)/.demo: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PINNED) $(BIN)/$(PIP) --no-compile -e '.[pages]'  # what is imported is compiled at the first run
	touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PINNED) $(BIN)/$(PIP) -e '.[dev]'
	touch $(VENV)/.demo $@

$(VENV)/.docs: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PINNED) $(BIN)/$(PIP) -e '.[docs]'
	touch $@

demo: $(VENV)/.demo  ## Run over corpus/, show one record, and draw its page and the report.
	mkdir -p out
	$(BIN)/extractor run corpus/raw -o out/corpus.jsonl --overwrite
	$(BIN)/extractor show corpus/raw/belarus-zimbabwe.txt
	$(BIN)/extractor show corpus/raw/belarus-zimbabwe.txt --html out/article.html
	$(BIN)/extractor report out/corpus.jsonl -o out/report.html --overwrite
	@echo
	@echo "Records: out/corpus.jsonl (one JSON object a line). To look at: out/article.html, out/report.html"

test: $(VENV)/.dev  ## All tests; what was skipped for want of Java or a browser is said at the end.
	$(BIN)/python -m pytest

check: $(VENV)/.dev  ## Lint, format, types, layers.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.docs  ## The site, in out/site; a warning fails. No network is needed to look at it.
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "open out/site/index.html"

release-check: $(VENV)/.dev docs  ## All that a release must pass, in the order of RELEASING.md; says what is missing.
	$(BIN)/python scripts/release_check.py

dist: $(VENV)/.dev  ## dist/: the source, and from it the wheel.
	rm -rf dist
	$(BIN)/python -m build --no-isolation

bench: $(VENV)/.dev  ## Words a second, start-up, latency, memory; TEXTS=news.jsonl to measure with.
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python tests/bench.py $(TEXTS)

leaderboard: $(VENV)/.dev  ## docs/leaderboard.md: other packages beside ours; TEXTS="FOLDER …" for more texts. Installs them once.
	$(BIN)/python benchmarks/run.py $(TEXTS)

schemas: $(VENV)/.dev  ## Write schemas/ anew from the models.
	$(BIN)/extractor schema --write schemas

floors: $(VENV)/.dev  ## Raise corpus/floors.json to today's figures; LOWER=--lower to let one fall.
	$(BIN)/python tests/floors.py --write $(LOWER)

test-lowest:  ## All tests with the lowest version that pyproject.toml allows of each package.
	$(PYTHON) -m venv --clear $(VENV)-lowest
	$(VENV)-lowest/bin/python scripts/lowest.py > $(VENV)-lowest/constraints.txt
	PIP_CONSTRAINT=$(VENV)-lowest/constraints.txt $(VENV)-lowest/bin/$(PIP) -e '.[test]'
	$(VENV)-lowest/bin/python -m pytest

newest:
	$(PYTHON) -m venv --clear $(VENV)-newest
	$(VENV)-newest/bin/$(PIP) --upgrade --upgrade-strategy eager -e '.[dev,docs]'

test-newest: newest  ## All tests with the newest version of everything.
	$(VENV)-newest/bin/python -m pytest

constraints: newest  ## Pin the newest version of everything in constraints.txt; then `make check test` tells whether they do.
	echo '# The versions that make and CI install. Written by `make constraints`.' > constraints.txt
	$(VENV)-newest/bin/python -P -m pip list --format=freeze --exclude-editable --exclude pip >> constraints.txt

clean:
	rm -rf $(VENV) $(VENV)-lowest $(VENV)-newest dist out
