# make audit: set up and audit the example; make test: set up and run the tests. Both need only Python, git,
# make and a C compiler.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: audit test test-web lint types check bench mutants goldens pictures clean

audit: $(VENV)/.installed
	@$(BIN)/dutybound audit examples/suffolk-2016 --exit-zero

test: $(VENV)/.tested
	@$(BIN)/python -m pytest -n auto

# Reports as web pages, used and looked at in Chromium (CHROMIUM, or /usr/bin/chromium). It needs Node.js with npm too.
WEB = tests/web
# Provisions with findings of most statuses: a page of these has all that a report shows, and axe reads it quickly.
FEW = --provision "reg 13A" --provision "reg 14" --provision "reg 15" --provision "reg 14A(1)" \
	--provision "reg 12(4)(a)" --provision "decision on a review"
test-web: $(VENV)/.installed $(WEB)/node_modules/.installed
	rm -rf $(WEB)/pages && mkdir $(WEB)/pages
	$(BIN)/dutybound audit tests/reports/small --exit-zero --output $(WEB)/pages/small.html
	$(BIN)/dutybound audit tests/reports/small --exit-zero $(FEW) --output $(WEB)/pages/few.html
	$(BIN)/dutybound audit examples/suffolk-2016 --exit-zero --output $(WEB)/pages/suffolk-2016.html
	$(BIN)/dutybound compare tests/reports/compare/2016.yaml tests/reports/compare/2017.yaml --exit-zero \
		--output $(WEB)/pages/compare.html
	$(BIN)/dutybound portfolio tests/reports/portfolio --output $(WEB)/pages/portfolio.html || test $$? -eq 1
	$(BIN)/python -m bench.generate $(WEB)/pages/dossiers 10
	$(BIN)/dutybound portfolio $(WEB)/pages/dossiers --output $(WEB)/pages/many.html || test $$? -eq 1
	cd $(WEB) && npm test --silent

lint: $(VENV)/.linted
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# Types are checked on the installed wheel, since a checkout's folder can have any name.
types: $(VENV)/.linted
	rm -rf $(VENV)/types && $(PYTHON) -m venv $(VENV)/types
	$(VENV)/types/bin/python -m pip install --quiet '.[lint,word,papers]'
	rm -rf build
	cd $(VENV)/types && bin/mypy --config-file "$(CURDIR)/pyproject.toml" -p dutybound

check: $(VENV)/.installed
	@$(BIN)/dutybound rules check

# What the tool costs, beside other engines: make bench, or quickly make bench SIZES="1 10" RUNS=1. docs/performance.md
# says how to read it. All of it takes hours of an idle machine, most of them for 3,000 partnerships.
BENCH = bench/.venv
bench: $(BENCH)/.installed
	@$(BENCH)/bin/python -m bench $(if $(SIZES),--sizes $(SIZES)) $(if $(RUNS),--runs $(RUNS)) $(if $(MARKDOWN),--markdown)

# How good the cases of the rules are: make mutants, or of some rules make mutants RULES="two-appointees strategy-group".
mutants: $(VENV)/.tested
	@$(BIN)/python -m tests.mutants $(RULES)

# What each format says of a few findings, kept as text: make it anew, and read what has changed.
goldens: $(VENV)/.tested
	@$(BIN)/python -m tests.reports.golden

# The pictures of docs/reports. It needs Chromium, LibreOffice and Poppler too. Some alone: make pictures NAMES="html word".
pictures: $(VENV)/pictures/.installed
	@$(VENV)/pictures/bin/python docs/pictures.py $(NAMES)

$(VENV)/pictures/.installed: pyproject.toml
	@test -d $(VENV)/pictures || $(PYTHON) -m venv $(VENV)/pictures
	@$(VENV)/pictures/bin/python -m pip install --quiet --disable-pip-version-check -e '.[word]' 'pillow>=10'
	@touch $@

$(VENV)/.installed: pyproject.toml
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

$(VENV)/.linted: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[lint]'
	@touch $@

$(BENCH)/.installed: pyproject.toml bench/requirements.txt
	@test -d $(BENCH) || $(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check -e . -r bench/requirements.txt
	@touch $@

$(WEB)/node_modules/.installed: $(WEB)/package.json
	npm --prefix $(WEB) install --no-audit --no-fund --no-package-lock
	@touch $@

clean:
	rm -rf $(VENV) $(BENCH) build dist *.egg-info $(WEB)/node_modules $(WEB)/pages
