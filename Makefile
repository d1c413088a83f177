# Everything runs in its own .venv, made at the first use and again when the lock changes.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: help chat check test soak lint bench lock wheel clean

help:  ## show what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

chat: $(READY)  ## talk in this terminal
	@$(BIN)/python -m bot chat

check: $(READY)  ## look for mistakes in knowledge/ and dialogs/
	@$(BIN)/python -m bot check

test: $(READY) lint check  ## all checks
	@$(BIN)/pytest

lint: $(READY)  ## style, types, and which room may import which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

soak: $(READY)  ## the long runs, some minutes
	@$(BIN)/pytest --soak

bench: $(READY)  ## speed, memory and accuracy, also of each channel; takes long
	@for part in bench bench_telegram bench_matrix bench_digest; do $(BIN)/python -m tests.$$part || exit 1; done

lock: $(READY)  ## choose the versions anew (needs uv); no addresses in the file
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --no-emit-find-links --output-file requirements.lock

wheel: $(READY)  ## build the package into dist/
	@$(BIN)/python -m build --wheel --no-isolation

clean:  ## remove what the commands above made
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 of nieuwer is nodig; $(PYTHON) is er niet."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 of nieuwer is nodig. Probeer: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { echo "Python mist venv. Op Debian of Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Even inrichten; dat is een keer nodig."
# atomicwrites, of matrix-nio, is published as source only; everything else comes built
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-binary atomicwrites -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
