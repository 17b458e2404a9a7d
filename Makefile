# Each target makes what it needs.

PYTHON ?= python3
BIN := .venv/bin
MADE := .venv/made
.DEFAULT_GOAL := help
.PHONY: help demo run test server prove check fix bench pictures bundle clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

demo: $(MADE) ## open a service of invented people in a window (without a display: print it)
	$(BIN)/python -m lado_desktop demo

run: $(MADE) ## start the program
	$(BIN)/python -m lado_desktop

# Compiled modules are kept, also where the shell forbids it: else each process that tests or is
# started by a test compiles all modules and tests once more.
test server: export PYTHONDONTWRITEBYTECODE =

ONLY = not slow
test: $(MADE) ## run the quick tests; .ci/run runs the slow ones too
	$(BIN)/pytest -n auto -m "$(ONLY)"

server: $(MADE) ## run the tests of casework and figures on a temporary PostgreSQL server
	$(BIN)/pytest -q -n auto -m "not slow" --engine postgresql --least-on-server 700 \
	    tests/casework tests/figures tests/postgresql

prove: ONLY =
prove: $(MADE) ## try faults at full size and every limit, each by name: make prove ONLY="kill power"
	$(BIN)/python -m tests.prove $(ONLY)

check: $(MADE) ## check format, lint, types, layers and dead code, before each commit
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/vulture

fix: $(MADE) ## format the code, and fix what can be fixed safely
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet

bench: $(MADE) ## run every measurement of bench/, and list those over their limits
	@over=; for each in bench/*.py; do echo "$$each"; $(BIN)/python "$$each" || over="$$over $$each"; \
	done; test -z "$$over" || { echo "Over a limit, or failed:$$over" >&2; exit 1; }

pictures: $(MADE) ## draw every page and printed page into pictures/*.png
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.pictures

bundle: $(MADE) ## build dist/lado-desktop, a folder that needs no Python, and check it
	$(BIN)/pyinstaller --noconfirm --log-level WARN pyinstaller.spec
	dist/lado-desktop/lado-desktop --self-check
	@du -sm dist/lado-desktop | cut -f1 | xargs -I % echo "The bundle has % MB."

clean: ## remove everything that was made here
	rm -rf .venv build dist pictures practice-prints .proofs .*_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installs the packages once, and again when their list changes.
$(MADE): requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or later is needed; \
	on Debian or Ubuntu: sudo apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or \
	later is needed, and $(PYTHON) is $$($(PYTHON) -V). Name another: make PYTHON=python3.11" >&2; \
	exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is not installed; \
	on Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Installing the packages into .venv (once; a minute or two)"
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
