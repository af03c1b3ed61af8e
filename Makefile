# Two commands on a fresh machine: `make brief` and `make test`. Both make their own environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SEED ?= seeds/marrakech-2022
OUT ?= briefs/$(notdir $(SEED))

.PHONY: brief test check format golden schema lock clean learn evaluate gazetteer lexicons

brief: $(VENV)/.installed
	$(BIN)/eventbrief make $(SEED) -o $(OUT)

test: $(VENV)/.tested
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.tested
	$(BIN)/ruff format --check generator tests
	$(BIN)/ruff check generator tests
	$(BIN)/mypy

format: $(VENV)/.tested
	$(BIN)/ruff format generator tests
	$(BIN)/ruff check --fix generator tests

# Renews the reference pages in tests/golden, and the picture in the README: look at the difference.
golden: $(VENV)/.tested
	$(BIN)/python -m pytest tests/golden --renew-golden
	pdftoppm -r 80 -png -singlefile briefs/marrakech-2022/executive.en.pdf docs/pictures/executive.en
	$(BIN)/python tests/golden/contact_sheet.py briefs/marrakech-2022 en docs/pictures/audiences.en.png

# Learns the weights of extraction from the articles beside the project and its own texts.
learn: $(VENV)/.tested
	$(BIN)/python -m learn train

# How good they are on articles that they were not learned from, beside those that they were.
evaluate: $(VENV)/.tested
	$(BIN)/python -m learn evaluate

# Renews the cities' names and countries from GeoNames.
gazetteer: $(VENV)/.tested
	$(BIN)/python -m learn.gazetteer

# Works out anew what is kept of the lexicons beside them, to be read quicker.
lexicons: $(VENV)/.tested
	$(BIN)/python -m learn.lexicons

schema: $(VENV)/.installed
	for kind in fact-sheet template workspace; do \
	  $(BIN)/eventbrief schema $$kind > schema/$$kind.schema.json; done

# Renews the versions that are known to work together.
lock: $(VENV)/.tested
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt -e .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(PIP) install -c constraints.txt -e '.[test,dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
