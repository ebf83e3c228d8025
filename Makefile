# All that is needed is Python 3.11 or later, and make: `make demo`, `make test`.
# Everything else is put into .venv, at the versions and digests of requirements/dev.txt.

PYTHON ?= $(shell for python in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
BIN := .venv/bin
READY := .venv/.ready
JUDGES := tests/judges/node_modules/.ready
ACTIVATION := examples/opus-4-activation
OUT := out/demo
FAILURES := $(sort $(patsubst %/patch.yaml,%,$(wildcard examples/published-failures/*/patch.yaml)))
RED := out/failures

.PHONY: help demo failures docs test lint pytest bench lock clean

help:
	@echo 'make demo      run the main job on $(ACTIVATION)'
	@echo 'make failures  check the projects of examples/published-failures'
	@echo 'make docs      build the site of the documentation into out/site'
	@echo 'make test      every check and every test'
	@echo 'make lint      the checks alone'
	@echo 'make bench     the benchmarks'
	@echo 'make lock      renew requirements/*.txt (needs uv)'
	@echo 'make clean     remove what was made'

$(READY): requirements/dev.txt pyproject.toml
	@python='$(PYTHON)'; test -n "$$python" || { \
		echo 'No Python 3.11 or later with venv was found; name one: make PYTHON=/path/to/python3' \
			'(on Debian and Ubuntu: apt-get install python3-venv)' >&2; exit 1; }; \
	echo "Setting up .venv with $$python"; $$python -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
	@touch $@

# Programs from outside that judge what the tests make; only the tests need them, and node.
$(JUDGES): tests/judges/package.json tests/judges/package-lock.json
	@command -v npm >/dev/null || { \
		echo 'No npm was found, and the tests need it (on Debian and Ubuntu: apt-get install' \
			'nodejs npm)' >&2; exit 1; }
	@cd tests/judges && npm ci --silent
	@chmod u+x tests/judges/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool*
	@touch $@

# The gate of this example is red, exit code 1: that is the expected result of the job.
demo: $(READY)
	@rm -rf $(OUT); mkdir -p $(OUT)
	@$(BIN)/rsp check $(ACTIVATION) && code=0 || code=$$?; test $$code -eq 1 || { \
		echo "make demo: rsp check exited $$code where 1 (gate failed) was expected" >&2; exit 1; }
	@$(BIN)/rsp report $(ACTIVATION) --format markdown --output $(OUT)/report.md || test $$? -eq 1
	@$(BIN)/rsp report $(ACTIVATION) --format json --output $(OUT)/report.json || test $$? -eq 1
	@test -s $(OUT)/report.md && test -s $(OUT)/report.json
	@echo
	@echo 'The report: $(OUT)/report.md; the same as data: $(OUT)/report.json'
	@echo 'The gate is red, as it has to be: all that is public about this activation is what the'
	@echo 'organisation says of itself, and nearly every requirement asks for more than a claim.'
	@echo 'The report is the list of what a reviewer would have to ask for.'

# Each gate has to be red, exit code 1: that is what these projects are for.
failures: $(READY)
	@test -n '$(FAILURES)' && rm -rf $(RED) && mkdir -p $(RED)
	@for one in $(FAILURES); do \
		made=$(RED)/$${one##*/}; \
		$(BIN)/python examples/derive $$one $$made >$$made.log || exit 1; \
		$(BIN)/rsp check $$made --output $$made.txt && code=0 || code=$$?; test $$code -eq 1 || { \
			echo "make failures: rsp check $$made exited $$code where 1 was expected" >&2; exit 1; }; \
		sed -n -e 2p -e '/^Root gaps/,/^$$/p' -e '/^Gate:/,$$p' $$made.txt; echo; done
	@echo 'Each gate is red, as it has to be. The summaries and the projects: $(RED)'

# The reference is generated from code, catalog and policy while it builds; a warning fails it.
docs: $(READY)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict
	@echo 'The site: out/site/index.html'

test: lint pytest

lint: $(READY)
	$(BIN)/python -m pip check
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/rsp lint controls examples/opus-4-activation examples/example-lab

pytest: $(READY) $(JUDGES)
	$(BIN)/pytest --numprocesses auto --dist loadgroup

bench: $(READY)
	$(BIN)/python -m tests.bench

# Digests of all files of each release, so that one lock serves every platform and Python.
COMPILE := uv pip compile --quiet --upgrade --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock:
	$(COMPILE) --extra dev --output-file requirements/dev.txt pyproject.toml
	$(COMPILE) --output-file requirements/action.txt pyproject.toml requirements/action.in

clean:
	rm -rf .venv tests/judges/node_modules out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
