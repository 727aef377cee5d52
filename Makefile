# `make` lists the verbs. Each makes .venv first, and brings it up to date when the dependencies change.
# PYTHON=python3.12 picks another Python (3.11 or later); ARGS='-k wheel' goes on to pytest or the benchmark.

PYTHON ?= python3
ARGS ?=
BIN = .venv/bin
READY = .venv/.ready
INSTALL = install --quiet -c requirements.txt -e '.[dev]'

help:  ## list the verbs
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile

demo: $(READY)  ## ask the first question, with the passage behind each row, and prove a statement
	$(BIN)/thbgraph ask signed-not-ratified group=CBSS instrument="CETS No. 197" --cite --format table
	$(BIN)/thbgraph why "Nordic Council Recommendation 20/2006" "adopted by" "Nordic Council"

test: $(READY)  ## run the tests, one process for each processor
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

oracle: $(READY)  ## hold every status, and many answers on status, against the plain reference in tests/oracle
	THBGRAPH_ORACLE=whole $(BIN)/python -m pytest tests/oracle $(ARGS)

check: $(READY)  ## format, lint, types and data, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict src
	$(BIN)/python docs/generate.py --check
	$(BIN)/thbgraph fmt --check
	$(BIN)/thbgraph check

fmt: $(READY)  ## bring code and data into their canonical form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/thbgraph fmt

docs: $(READY)  ## write what is generated: pages of docs/, JSON-LD context, tables in LICENSE-DATA
	$(BIN)/python docs/generate.py

bench: $(READY)  ## measure speed, as ratios within one run
	$(BIN)/python benchmarks/bench.py $(ARGS)

bench-long: $(READY)  ## measure reasoning against owlrl, which takes minutes, and on ten million triples
	$(BIN)/python benchmarks/reasoning.py

clean:  ## remove .venv, caches and built packages
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find benchmarks src tests -name __pycache__ -prune -exec rm -rf {} +

$(READY): pyproject.toml requirements.txt
	@[ -x $(BIN)/python ] || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "thbgraph needs Python 3.11 or later, and PYTHON=$(PYTHON) is not one." \
	       "Name another, for example: make test PYTHON=python3.12" >&2; exit 1; }
	@[ -x $(BIN)/python ] || { echo "Making .venv (once)" >&2; \
	  if command -v uv >/dev/null; then uv venv --quiet --clear --seed --python "$$(command -v $(PYTHON))" .venv; \
	  else $(PYTHON) -m venv --clear .venv; fi; } || { rm -rf .venv; \
	  echo "No .venv could be made. On Debian and Ubuntu: apt install python3-venv (or install uv)." >&2; exit 1; }
	@if command -v uv >/dev/null; then uv pip $(INSTALL) --python $(BIN)/python; \
	  else $(BIN)/python -m pip --disable-pip-version-check $(INSTALL); fi
	@touch $@

.PHONY: help demo test oracle check fmt docs bench bench-long clean
