# What runs PyTake and what proves it. Each target does its own set-up.
#
#   make up        the whole product on this machine (DETACH=1 returns when it is healthy)
#   make down      stops it;   make reset  also forgets its data
#   make redrive   puts dead letters of this machine's edition back on their queues
#   make check     style, types, contracts, templates
#   make test      everything: checks, Python, web, the product in a real browser
#   make faults    every proof of reliability and security in full, and their table (SEED=… for other dice)
#   make bench     what docs promise about speed, measured
#   make screens   pictures of every screen on a fresh edition, beside the design where it is at hand
#   make audit     known vulnerabilities of what is installed (asks PyPI's and npm's advisories)

PYTHON ?= python3
PY := .venv/bin/python

.PHONY: up down reset redrive check test faults bench screens audit

up: .venv/.runs
	@$(PY) -m infrastructure.local.up $(if $(DETACH),--detach)

down: .venv/.runs
	@$(PY) -m infrastructure.local.down

reset: .venv/.runs
	@$(PY) -m infrastructure.local.down --reset

redrive: .venv/.runs
	@$(PY) -m infrastructure.redrive --stage local

check: .venv/.proves
	@$(PY) -m tests.run check

test: .venv/.proves
	@$(PY) -m tests.run

faults: .venv/.proves
	@$(if $(SEED),PYTAKE_SEED=$(SEED)) $(PY) -m tests.run faults

bench: .venv/.proves
	@$(PY) -m tests.run bench

screens: .venv/.proves
	@$(PY) -m tests.run screens

audit: .venv/.proves
	@$(PY) -m tests.security.audits

.venv/.runs: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo "PyTake needs Python 3.11 or newer, and there is no $(PYTHON) here."; exit 1; }
	@$(PYTHON) infrastructure/local/prerequisites.py
	@echo "Setting up Python's packages"
	@test -x .venv/bin/pip || $(PYTHON) -m venv .venv
	@$(PY) -m pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.proves: .venv/.runs tests/requirements.txt
	@echo "Setting up the tools that prove it"
	@$(PY) -m pip install -qq --disable-pip-version-check -r tests/requirements.txt
	@touch $@
