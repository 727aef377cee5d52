# `make` lists the verbs. Each makes .venv first with what it needs, and brings it up to date when that changes.
# PYTHON=python3.12 picks another Python (3.11 or later); ARGS='-k wheel' goes on to pytest or the benchmark.

PYTHON ?= python3
ARGS ?=
BIN = .venv/bin
# What asking needs is there after the first, and after the second the developers' tools as well.
READY = .venv/.ready
TOOLS = .venv/.tools
# What serving needs.
SERVER = .venv/.server
# hatchling first, so that pip makes no environment of its own to read pyproject.toml with.
INSTALL = install -c constraints.txt
NEEDS = pyproject.toml constraints.txt hatch_build.py
# The tests start the program hundreds of times: what is compiled once need not be compiled by each.
unexport PYTHONDONTWRITEBYTECODE

help:  ## list the verbs
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile

demo: $(READY)  ## ask the first question, with the pages behind each row, and how two things are connected
	$(BIN)/thbgraph ask signed-not-ratified group=CBSS instrument="CETS No. 197" --cite --format table
	$(BIN)/thbgraph path "Blue Heart Campaign" IPU

serve: $(SERVER)  ## serve endpoint, addresses and questions at http://127.0.0.1:8000; ARGS='--port 8080' picks another
	$(BIN)/thbgraph serve $(ARGS)

web:  ## bundle the scripts of the site with Node: search and SPARQL in the browser
	cd web && npm ci && node build.mjs

site: $(SERVER) web  ## write the site as files into the folder site
	$(BIN)/thbgraph site site $(ARGS)

# Tests run side by side, those of one file by one process (tests/conftest.py).
PYTEST = $(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

test: $(TOOLS)  ## run the tests of a commit: all but those that take a second or more; ARGS=tests/names picks those of a room
	$(PYTEST) -m "not slow" $(ARGS)

test-all: $(TOOLS)  ## run all tests, as .ci/run does
	$(PYTEST) $(ARGS)

oracle: $(TOOLS)  ## run all tests, and hold whole what these sample: status against the plain reference in tests/oracle, proofs, rdflib
	THBGRAPH_ORACLE=whole $(PYTEST) $(ARGS)

test-engines: $(TOOLS)  ## ask every question of the engines that are installed, and publish to them (docs/engines.md), in some 15 minutes
	THBGRAPH_ENGINES=1 $(BIN)/python -m pytest tests/endpoints/test_engines.py tests/endpoints/test_steps.py tests/endpoints/test_publishing.py tests/stores/test_contract.py -v -rs $(ARGS)

test-clients: $(TOOLS)  ## ask the server by clients of others: Comunica, the inspector and conformance suite of MCP, OpenRefine where it is installed
	@$(call install,'.[clients]')
	cd tests/server/clients && npm ci
	$(BIN)/python -m pytest tests/server/test_node_clients.py tests/server/test_openrefine.py tests/server/test_clients.py -v -rs $(ARGS)

check: $(TOOLS)  ## format, lint, types and data, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict src
	$(BIN)/python docs/generate.py --check
	$(BIN)/thbgraph fmt --check
	$(BIN)/thbgraph check

fmt: $(TOOLS)  ## bring code and data into their canonical form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/thbgraph fmt

docs: $(TOOLS)  ## write what is generated: pages of docs/, JSON-LD context, tables in LICENSE-DATA
	$(BIN)/python docs/generate.py

docs-site: $(READY)  ## write the documentation as a site with search into the folder site/docs
	@$(call install,'.[docs]')
	$(BIN)/python docs/documentation.py site/docs

printed: $(TOOLS)  ## write anew what README and the pages of docs/ show of commands, which takes a minute
	$(BIN)/python docs/printed.py

pictures: $(SERVER)  ## take the pictures of README again, where Chromium is installed
	$(BIN)/python docs/pictures.py

bench: $(TOOLS)  ## measure speed, as ratios within one run
	$(BIN)/python benchmarks/bench.py $(ARGS)

walk: $(TOOLS)  ## count the modules that a cited answer and a page pass, and the changes of room; ARGS=--modules names them
	$(BIN)/python benchmarks/walk.py $(ARGS)

bench-server: $(TOOLS)  ## measure what the server holds under attack, which takes six minutes
	$(BIN)/python benchmarks/server.py $(ARGS)

bench-peers: $(TOOLS)  ## compare the endpoint with Oxigraph's server and rdflib-endpoint, where they and wrk are installed
	$(BIN)/python benchmarks/peers.py $(ARGS)

bench-scale: $(TOOLS)  ## measure build, questions and publishing over the size of the graph, here and on the engines
	$(BIN)/python benchmarks/scale.py $(ARGS)

release: $(TOOLS) check  ## keep the data of this version, and make wheel, sdist and checksums in dist (CONTRIBUTING.md)
	$(BIN)/python docs/release.py
	rm -rf dist
	$(BIN)/python -m hatchling build
	cd dist && sha256sum * > SHA256SUMS

clean:  ## remove .venv, caches and built packages
	rm -rf .venv build dist site web/dist web/node_modules tests/server/clients/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find benchmarks src tests -name __pycache__ -prune -exec rm -rf {} +

$(READY): $(NEEDS)
	@[ -x $(BIN)/python ] || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "thbgraph needs Python 3.11 or later, and PYTHON=$(PYTHON) is not one." \
	       "Name another, for example: make test PYTHON=python3.12" >&2; exit 1; }
	@[ -x $(BIN)/python ] || { echo "Making .venv (once)" >&2; \
	  if command -v uv >/dev/null; then uv venv --quiet --clear --seed --python "$$(command -v $(PYTHON))" .venv; \
	  else $(PYTHON) -m venv --clear .venv; fi; } || { rm -rf .venv; \
	  echo "No .venv could be made. On Debian and Ubuntu: apt install python3-venv (or install uv)." >&2; exit 1; }
	@echo "Installing what asking needs" >&2
	@$(call install,.)
	@touch $@

$(TOOLS): $(READY) $(NEEDS)
	@echo "Installing the developers' tools (once)" >&2
	@$(call install,'.[dev]')
	@touch $@

$(SERVER): $(READY) $(NEEDS)
	@echo "Installing what serving needs (once)" >&2
	@$(call install,'.[serve]')
	@touch $@

# pip without uv; both show how far they are. As uv does, it leaves modules to be compiled when they are first imported,
# which most of what is installed never is.
define install
if command -v uv >/dev/null; then pip="uv pip" options="--python $(BIN)/python"; \
else pip="$(BIN)/python -m pip --disable-pip-version-check" options=--no-compile; fi; \
$$pip $(INSTALL) $$options hatchling && $$pip $(INSTALL) $$options --no-build-isolation -e $(1)
endef

.PHONY: help demo serve web site test test-all test-engines test-clients oracle check fmt docs docs-site pictures bench walk bench-server bench-peers clean bench-scale release
