# Saphan. `make` alone lists what can be done.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test faults screens messages check audit fix migrate schema lock vendor
MAKEFLAGS += --no-print-directory
# Compiled once and kept: where this is set, every process compiles two thousand modules anew.
unexport PYTHONDONTWRITEBYTECODE

# The first Python that is new enough; the locks are made for 3.11. To choose: make PYTHON=/path/to/python
IS_NEW = -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
PYTHON ?= $(firstword $(foreach p,python3.11 python3 python3.12 python3.13 python3.14,$(shell $p $(IS_NEW) && echo $p)))
READY := .venv/.installed
BIN := .venv/bin
# A Python that went away takes its .venv with it.
$(if $(wildcard $(BIN)/python),,$(shell rm -f $(READY)))
MANAGE := $(BIN)/python manage.py
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) $(MESSAGES) ## Try it: web, worker, scheduler and the sample, on this machine (PORT, VAR_DIR)
	@$(BIN)/python -m backend.embedded

test: $(READY) $(MESSAGES) ## Run every test, on SQLite and on PostgreSQL with Redis (ARGS="-k milestone")
	@$(BIN)/python -P tests/run.py $(ARGS)

faults: $(READY) $(MESSAGES) ## Kill workers a thousand times and count what was lost or doubled (KILLS=1000; PostgreSQL, Redis)
	@FAULT_KILLS=$${KILLS:-1000} $(BIN)/python -P tests/run.py -s -n 0 -m services tests/faults/test_random_kills.py

screens: $(READY) $(MESSAGES) ## Take a picture of every page, in each language, on a phone and at a desk
	@$(BIN)/python -m tests.browser.screens var/screens

# The checks read settings but keep nothing, so they bring their own.
check fix schema messages: export SECRET_KEY := for-checks-only-0123456789-abcdefghijklmnopqrstuvwxyz
check fix schema messages: export VAR_DIR := build
messages: $(READY) ## Write down what is to be translated, and say what is missing (needs gettext)
	@command -v xgettext >/dev/null || { echo 'make messages needs GNU gettext: apt install gettext, or brew install gettext'; exit 1; }
	$(MANAGE) makemessages --all --no-location --no-obsolete --no-wrap \
		--ignore .venv --ignore node_modules --ignore tests --ignore bench --ignore var --ignore build
	$(BIN)/python -m pytest -q tests/invariants/test_translations.py

check: $(READY) $(MESSAGES) ## Run every check that needs no test
	@mkdir -p build
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/djlint --check --lint --allow-empty-input .
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml backend campaigns cases notifications
	@$(BIN)/django-upgrade --target-version 5.2 --check $(PY_FILES)
	$(AS_DEPLOYED) $(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) spectacular --validate --fail-on-warn --file build/openapi.yaml
	@diff -u docs/openapi.yaml build/openapi.yaml || { echo 'docs/openapi.yaml is not what the code says: make schema'; exit 1; }
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

audit: ## Ask whether a locked package has a known hole; fails where that cannot be asked (needs uv and the network)
	@command -v $(UV) >/dev/null || { echo 'make audit needs uv (UV=/path/to/uv if it is not on the PATH)'; exit 1; }
	$(UV) tool run pip-audit --strict --disable-pip --require-hashes --requirement requirements/dev.txt

PY_FILES = $(shell find manage.py backend campaigns cases notifications tests bench -name '*.py' 2>/dev/null)
AS_DEPLOYED = SITE_URL=https://saphan.example ALLOWED_HOSTS=saphan.example \
	DATABASE_URL=postgres://saphan@127.0.0.1/saphan REDIS_URL=redis://127.0.0.1/0

fix: $(READY) ## Let the formatters and the linter repair what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --reformat --warn --allow-empty-input --quiet .

migrate: $(READY) ## Bring the database named in the environment up to date
	$(MANAGE) migrate

schema: $(READY) ## Write docs/openapi.yaml from the code
	$(MANAGE) spectacular --validate --fail-on-warn --file docs/openapi.yaml

lock: ## Lock pyproject.toml with hashes; LOCK=--upgrade takes newer versions (needs uv)
	@command -v $(UV) >/dev/null || { echo 'make lock needs uv (UV=/path/to/uv if it is not on the PATH)'; exit 1; }
	$(COMPILE) pyproject.toml --output-file requirements/runtime.txt
	$(COMPILE) pyproject.toml --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt

UV ?= uv
# No address goes into a lock: where packages come from is for each machine to say.
COMPILE = $(UV) pip compile $(LOCK) --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header

VENDOR := backend/web/static/vendor
# Fonts of the pictures we draw stay beside static/, not in it: readers never load them.
FONTS := backend/web/sharing/vendor
vendor: ## Copy the browser files and fonts named in package.json into the project (needs npm)
	npm ci --ignore-scripts
	mkdir -p $(VENDOR)
	cp node_modules/@picocss/pico/css/pico.min.css node_modules/htmx.org/dist/htmx.min.js $(VENDOR)
	cp node_modules/@picocss/pico/LICENSE.md $(VENDOR)/pico.LICENSE
	cp node_modules/htmx.org/LICENSE $(VENDOR)/htmx.LICENSE
	node backend/web/charts/draw_world.mjs
	cp node_modules/world-atlas/LICENSE backend/web/charts/world.LICENSE
	mkdir -p $(FONTS)
	cp node_modules/@expo-google-fonts/noto-sans-*/400Regular/*.ttf node_modules/@expo-google-fonts/noto-sans-*/700Bold/*.ttf $(FONTS)
	cp node_modules/@expo-google-fonts/noto-sans-thai/LICENSE_FONT $(FONTS)/NotoSansThai.LICENSE
	cp node_modules/@expo-google-fonts/noto-sans-myanmar/LICENSE_FONT $(FONTS)/NotoSansMyanmar.LICENSE

# uv where it is there, because it is quick; pip where not, or where only pip knows an index.
BY_UV = uv venv --quiet --allow-existing --python $(PYTHON) .venv \
	&& uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
BY_PIP = $(PYTHON) -m venv --clear .venv \
	&& $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
$(READY): requirements/dev.txt
	@test -n "$(PYTHON)" && $(PYTHON) $(IS_NEW) \
		|| { echo 'Saphan needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3.11'; exit 1; }
	@echo 'Installing into .venv, every hash checked; the first time takes up to a minute.'
	@if command -v uv >/dev/null; then $(BY_UV) || { $(BY_PIP); }; else $(BY_PIP); fi
	@touch $@

%.mo: %.po | $(READY)
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))
