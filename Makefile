# Two commands do everything on a fresh machine with Python 3.11 and pip: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test check bench schemas floors clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

demo: $(VENV)/.installed  ## Run over corpus/, show one record, and draw its page and the report.
	mkdir -p out
	$(BIN)/extractor run corpus/raw -o out/corpus.jsonl --overwrite
	$(BIN)/extractor show corpus/raw/belarus-zimbabwe.txt
	$(BIN)/extractor show corpus/raw/belarus-zimbabwe.txt --html out/article.html
	$(BIN)/extractor report out/corpus.jsonl -o out/report.html --overwrite
	@echo
	@echo "Records: out/corpus.jsonl (one JSON object a line). To look at: out/article.html, out/report.html"

test: $(VENV)/.installed  ## All tests.
	$(BIN)/python -m pytest

check: $(VENV)/.installed  ## Lint, format, types, layers.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed  ## Words a second and peak memory.
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python tests/bench.py

schemas: $(VENV)/.installed  ## Write schemas/ anew from the models.
	$(BIN)/extractor schema --write schemas

floors: $(VENV)/.installed  ## Raise corpus/floors.json to today's figures; LOWER=--lower to let one fall.
	$(BIN)/python tests/floors.py --write $(LOWER)

clean:
	rm -rf $(VENV) out
