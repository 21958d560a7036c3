# Two commands set everything up on a fresh machine and then do their job.
#   make run    tables of data/raw in data/out
#   make test   ruff, mypy and the whole test suite
# And one more:
#   make docs   the documentation as pages, build/docs/index.html
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: run test docs clean

run: $(VENV)/installed
	$(BIN)/synchronicle run data/raw --out data/out

test: $(VENV)/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

docs: $(VENV)/installed-for-tests
	$(BIN)/python docs/tables.py
	$(BIN)/python docs/event_types.py
	$(BIN)/synchronicle run data/raw --out data/out
	SYNCHRONICLE_TABLES=data/out $(BIN)/mkdocs build --strict --quiet
	@echo build/docs/index.html

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt setuptools wheel
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-build-isolation --editable .
	touch $@

$(VENV)/installed-for-tests: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-build-isolation --editable '.[test,notebooks,docs]'
	touch $@

clean:
	rm -rf $(VENV) data/out build *.egg-info
