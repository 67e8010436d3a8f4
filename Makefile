# The two commands are `make run` and `make test`; `make` alone lists the others.
# Everything they need is installed by them: system libraries through apt, Python packages by hash.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready
WORDS := resources/i18n/zh_CN.qm
WORKERS ?= 2
PIP_COMPILE := $(BIN)/python -m piptools compile -q --generate-hashes --no-emit-index-url \
  --no-emit-find-links --no-emit-trusted-host --strip-extras --no-header --no-annotate --allow-unsafe

.PHONY: help run hall test lint unit worlds bench installers tour pictures setup lock words clean

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup  ## open the window on the demo station (a tour in pictures where there is no display)
	@$(BIN)/station-desktop --demo

hall: setup  ## a hall with its web page, and the demo station enrolled to it
	@$(BIN)/python -m station_desktop.together

test: setup lint unit  ## everything: lint, strict types, import contracts, all tests

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

unit: setup
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

worlds: setup  ## simulate 5,000 worlds of stations and hall in which everything goes wrong
	$(BIN)/python -m tests.sync.worlds --seeds 5000

bench: setup  ## measure against the bare limit and print the table
	$(BIN)/python -m tests.benchmarks

installers: setup  ## build the installers and try them: a clean Debian, an invisible screen, Windows's parts
	@sh installers/linux/build-libraries
	@test "$$(uname -m)" != x86_64 || { installers/linux/python-2.28 && installers/linux/fcitx-plugin; }
	$(BIN)/pytest -p no:randomly --timeout 3600 tests/installers

tour: setup  ## drive the window off-screen through one visitor of each kind; pictures in build/tour
	$(BIN)/station-desktop --tour build/tour

setup: $(READY) $(WORDS)  ## install all that is needed

$(READY): installers/requirements-dev.txt pyproject.toml installers/linux/system-libraries
	@sh installers/linux/system-libraries
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r installers/requirements-dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

words: $(WORDS)  ## compile the Chinese texts of the window
$(WORDS): $(READY) installers/translations.py $(wildcard resources/i18n/*.ts)
	@$(BIN)/python installers/translations.py --compile

pictures: setup  ## take README's pictures anew: the window by its tour, the hall's pages by Chromium
	$(BIN)/python installers/pictures.py

lock:  ## pin every package by hash again (needs pip-tools)
	$(PIP_COMPILE) --upgrade --extra hall --extra dev \
	  -o installers/requirements-dev.txt pyproject.toml installers/build-requirements.in
	$(PIP_COMPILE) --extra hall --extra installers -c installers/requirements-dev.txt \
	  -o installers/requirements-build.txt pyproject.toml installers/build-requirements.in \
	  installers/bundle/requirements.in

clean:  ## remove what was built
	rm -rf .venv build dist $(WORDS)
