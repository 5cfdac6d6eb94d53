# The commands of the book. POSIX make, so that GNU make 3.81 (macOS) and BSD make run it as well.
# A second run of any of them does only what a change asks for.
#
#   make            build the book and serve it on 127.0.0.1 (PORT=8000 or the next free one)
#   make book       build it into _build/html
#   make test       build it if needed, then run every test
#   make lab        the chapters in JupyterLab
#   make bench      measure the figures and pages (see benchmarks/)
#   make requirements   pin requirements.txt anew from requirements.in
#   make clean      remove what was built; .venv and node_modules stay

PYTHON = python3
PORT = 8000

# Everything runs with the environment's programs first: KaTeX and npm find Node there.
RUN = PATH="$$PWD/.venv/bin:$$PATH"
PAGES = index.md sandbox.md notebooks.md teaching.md notation.md glossary.md bibliography.md references.bib coverage.md coverage.yml
BOOK_SOURCES = _config.yml _toc.yml $(PAGES) chapters src requirements.txt package-lock.json

site: book
	@$(RUN) python -u -m crossentropy.site.serve _build/html --port $(PORT)

help:
	@sed -n 's/^#   //p' Makefile

# --- the environment ---
# Each stamp stands for a step that is done; it is older than a file it depends on when the step is due again.

.venv/.packages: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not. Name one: make PYTHON=python3.12"; exit 1; }
	@echo "Installing the Python packages into .venv"
	@$(PYTHON) -m venv .venv || { \
	  echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.book: .venv/.packages pyproject.toml
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.installed: .venv/.packages package-lock.json
	@echo "Installing the browser-side packages into node_modules"
	@$(RUN) npm ci --silent --no-audit --no-fund
	@touch $@

environment: .venv/.book node_modules/.installed

# --- the book ---
# Sphinx does not see that the package has changed, so a build is always a whole one; only the chapters' outputs are
# kept (src/crossentropy/site/outputs.py).

book: environment
	@if [ ! -e _build/.built ] || [ -n "$$(find $(BOOK_SOURCES) -type f ! -path '*/.*' ! -path '*/__pycache__/*' \
	    ! -path '*.egg-info/*' -newer _build/.built)" ]; then \
	  rm -rf _build/.built _build/html && mkdir -p _build && touch _build/.begun.$$$$ && \
	  $(RUN) jupyter-book build . --all -q -W -n --keep-going && mv _build/.begun.$$$$ _build/.built; \
	fi

# --- the tests ---
# Without a browser everything else is tested, and the last lines say what was not.

test: book
	@$(RUN); export PATH; \
	python tests/browser.py chromium > /dev/null || playwright install chromium || true; \
	status=0; \
	pytest -n 2 --nbval tests src chapters || status=$$?; \
	python tests/browser.py > /dev/null || { test "$$CI" != true || status=1; }; \
	exit $$status

lab: environment
	@$(RUN) jupyter lab $$(test "$$(id -u)" != 0 || echo --allow-root) chapters

bench: book
	@$(RUN) python benchmarks/run.py

requirements: .venv/.packages
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
	@.venv/bin/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --no-header \
	  requirements.in -o requirements.txt

clean:
	rm -rf _build

.PHONY: site help environment book test lab bench requirements clean
