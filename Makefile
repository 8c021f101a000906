# make map    the sample articles on a map          make test   the tests
# make check  format, lint, types, floors, docs     make help   all of it

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/python -m pip install --quiet
CODE := geoincidents tests benchmarks fuzz docs hatch_build.py
ASSETS := geoincidents/_assets/manifest.json
PAGE_SOURCES := $(shell find geoincidents/render/page frontend -name node_modules -prune -o -type f -print)
GALLERY := maps/gallery/seeds
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--fork-strategy fewest --no-emit-index-url --no-header --no-annotate --native-tls $(UPGRADE)

.PHONY: help map test check format coverage mutants shuffled startup bench docs sbom lock clean

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile | expand -t 16

map: .venv/installed $(ASSETS) ## Draw the sample articles: maps/gallery/seeds/index.html
	@$(BIN)/geoincidents map seeds --out $(GALLERY) --title "Sample articles"
	@echo "Open $(GALLERY)/index.html in a browser"

# Neighbours share what their file or room prepares: work is stolen only where a process has none.
PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal

test: .venv/dev $(ASSETS) ## Run the tests; COLD=1 starts every command anew
	@$(if $(COLD),GEOINCIDENTS_COLD=1) $(PYTEST) $(TESTS)

check: .venv/dev ## Check format, lint, types, floors, and that the docs are in step
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports
	$(BIN)/python docs/write_cli.py --check
	$(BIN)/python docs/write_locations.py --check
	$(BIN)/python docs/write_formats.py --check
	$(BIN)/python docs/write_performance.py --check
	$(BIN)/python docs/write_licences.py --check
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive geoincidents hatch_build.py
	$(BIN)/zizmor --offline --quiet --persona=pedantic .github/workflows

format: .venv/dev ## Format the code and mend what ruff can mend
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

# The rooms that place, rank, write and escape are held branch by branch; ALL=1 reports every file.
HELD := tests/locate tests/store tests/gazetteer tests/render tests/pipeline tests/batch tests/postgis tests/cli

coverage: .venv/dev $(ASSETS) ## Say which branches the tests of the rooms in [tool.coverage.report] miss
	@GEOINCIDENTS_COLD=1 $(PYTEST) -q --cov --cov-report= $(or $(TESTS),$(HELD))
	@$(BIN)/coverage report $(if $(ALL),--include='geoincidents/*')

# A share of a room: ROOM='locate.*__mutmut_*7' are those whose number ends in 7.
mutants: .venv/dev ## Put faults in on purpose and list those that no test sees; ROOM='store.*'
	@PYTHONUTF8=1 $(BIN)/mutmut run $(if $(ROOM),'geoincidents.$(ROOM)',\
		'geoincidents.gazetteer.ranking.*' 'geoincidents.render.e*')

# What runs in seconds, in as many orders; each order is named by its seed.
FAST := tests/coding tests/filtering tests/geodesy tests/link tests/locate tests/text \
	tests/gazetteer/test_ranking.py tests/render/test_escape.py tests/test_caution.py tests/test_shown.py

shuffled: .venv/dev ## Run the fast tests in twenty orders; SEEDS="1 2 3", TESTS=tests/store
	@for seed in $(or $(SEEDS),$(shell seq 1 20)); do \
		$(PYTEST) -q --randomly-seed=$$seed $(or $(TESTS),$(FAST)) || exit 1; done

bench: .venv/dev ## Measure everything: performance.json, docs/performance.md; QUICK=1 minutes, CHECK=1 compare
	$(BIN)/python benchmarks/bench.py $(if $(QUICK),--quick) $(if $(ONLY),--only $(ONLY)) $(if $(CHECK),--check)
	$(if $(CHECK),,$(BIN)/python docs/write_performance.py)

startup: .venv/installed ## Measure --version and --help against a bare typer application
	$(BIN)/python benchmarks/startup.py

docs: .venv/installed ## Write docs/cli.md and the tables of docs/formats.md
	$(BIN)/python docs/write_cli.py
	$(BIN)/python docs/write_locations.py
	$(BIN)/python docs/write_formats.py
	$(BIN)/python docs/write_performance.py
	$(BIN)/python docs/write_licences.py

sbom: .venv/dev ## List all parts in build/sbom.cdx.json (CycloneDX)
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements/run.lock --pyproject pyproject.toml \
		--output-reproducible --of JSON -o build/sbom.cdx.json
	@echo "build/sbom.cdx.json"

# Once these two stamps stand, nothing here needs the network.
.venv/installed: requirements/run.lock requirements/node.lock pyproject.toml hatch_build.py
	@test -x $(BIN)/python || sh requirements/make_venv.sh
	$(PIP) --require-hashes -r requirements/run.lock
	@command -v npm >/dev/null || { set -x; $(PIP) --require-hashes -r requirements/node.lock; }
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# What an installation makes of the page's sources is made again where one of them has changed.
$(ASSETS): $(PAGE_SOURCES) | .venv/installed
	@$(BIN)/python hatch_build.py
	@touch $@

.venv/dev: requirements/dev.lock .venv/installed
	$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

lock: .venv/dev ## Lock the dependencies again; UPGRADE=--upgrade takes the newest
	$(COMPILE) pyproject.toml --group build -o requirements/run.lock
	$(COMPILE) pyproject.toml --group build --group dev -c requirements/run.lock -o requirements/dev.lock
	$(COMPILE) --group node -o requirements/node.lock

clean: ## Delete what make and the tools made; seeds, gallery and cache stay
	rm -rf .venv build dist *.egg-info .coverage* .pytest_cache .ruff_cache .mypy_cache \
		.hypothesis .import_linter_cache frontend/node_modules geoincidents/_assets geoincidents-demo mutants
