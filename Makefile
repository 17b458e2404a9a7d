# One command each; every target makes what it needs.

PYTHON ?= python3
BIN := .venv/bin
MADE := .venv/made
.DEFAULT_GOAL := help
.PHONY: help demo run test server prove check fix bench pictures bundle clean

help: ## these lines
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

demo: $(MADE) ## a LADO service with invented people, in a window (printed where there is none)
	$(BIN)/python -m lado_desktop demo

run: $(MADE) ## the program
	$(BIN)/python -m lado_desktop

# Compiled modules are kept, also where the shell forbids it: else each process that tests or is
# started by a test compiles all modules and tests once more.
test server: export PYTHONDONTWRITEBYTECODE =

ONLY = not slow
test: $(MADE) ## every test but the slow ones; .ci/run runs those too
	$(BIN)/pytest -n auto -m "$(ONLY)"

server: $(MADE) ## casework and figures once more, on a PostgreSQL server that comes and goes
	$(BIN)/pytest -q -n auto -m "not slow" --engine postgresql --least-on-server 700 \
	    tests/casework tests/figures tests/postgresql

prove: ONLY =
prove: $(MADE) ## faults at full size and every limit, each by its name: make prove ONLY="kill power"
	$(BIN)/python -m tests.prove $(ONLY)

check: $(MADE) ## form, faults, types, layers, dead code: what must hold before a commit
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/vulture

fix: $(MADE) ## the form put right, and the faults that can be put right safely
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet

bench: $(MADE) ## every measurement of bench/, then those that are over their limits
	@over=; for each in bench/*.py; do echo "$$each"; $(BIN)/python "$$each" || over="$$over $$each"; \
	done; test -z "$$over" || { echo "Over a limit, or failed:$$over" >&2; exit 1; }

pictures: $(MADE) ## every page and printed page, as pictures/*.png for the eye
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.pictures

bundle: $(MADE) ## the program in one folder, dist/lado-desktop, that needs no Python; it checks itself
	$(BIN)/pyinstaller --noconfirm --log-level WARN pyinstaller.spec
	dist/lado-desktop/lado-desktop --self-check

clean: ## take away all that was made here
	rm -rf .venv build dist pictures practice-prints .proofs .*_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The packages, once, and again when the list of them changes.
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
