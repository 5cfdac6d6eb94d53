# The commands of the book. POSIX make, so that GNU make 3.81 (macOS) and BSD make run it as well.
# A second run of any of them does only what a change asks for.
#
#   make            build the book and serve it on 127.0.0.1 (PORT=8000 or the next free one)
#   make book       build it into _build/html
#   make check      all tests that need no browser, no server and no built book: two minutes
#   make test       build it if needed, then run every test
#   make lab        the chapters in JupyterLab
#   make bench      measure the figures and pages (see benchmarks/)
#   make requirements   pin requirements.txt anew from requirements.in
#   make wheels     ask PyPI whether every pin has a wheel for every Python and platform
#   make clean      remove what was built; .venv and node_modules stay

# Python for .venv, such as python3.12. None named: that of the .venv that is there, else python3.
PYTHON =
PYTHONS = 3.11 3.12 3.13 3.14
PORT = 8000

# Everything runs with the environment's programs first: KaTeX and npm find Node there, which would leave hundreds of
# files in the temporary folder.
RUN = PATH="$$PWD/.venv/bin:$$PATH" NODE_DISABLE_COMPILE_CACHE=1
PAGES = index.md sandbox.md score.md figures.md notebooks.md teaching.md class.md notation.md glossary.md bibliography.md references.bib coverage.md coverage.yml
BOOK_SOURCES = _config.yml _toc.yml $(PAGES) chapters src requirements.txt package-lock.json

site: book
	@$(RUN) python -u -m crossentropy_book.serve _build/html --port $(PORT)

help:
	@sed -n 's/^#   //p' Makefile

# --- the environment ---
# Each stamp stands for a step that is done; it is older than a file it depends on when the step is due again.

PIP = .venv/bin/python -m pip install --disable-pip-version-check --progress-bar off
STEP = .venv/bin/python scripts/step.py

environment: venv
	@$(MAKE) -s .venv/.book node_modules/.installed

venv:
	@sh scripts/make_venv.sh "$(PYTHON)" $(PYTHONS)

.venv/.packages: requirements.txt
	@$(STEP) "Installing the Python packages into .venv (1.2 GB, a few minutes)" $(PIP) -r requirements.txt
	@touch $@

.venv/.book: .venv/.packages pyproject.toml
	@$(STEP) "Installing the book's own package" $(PIP) --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.installed: .venv/.packages package-lock.json
	@$(RUN) $(STEP) "Installing the browser-side packages into node_modules" npm ci --silent --no-audit --no-fund
	@touch $@

# --- the book ---
# Sphinx does not see that the package has changed, so a build is always a whole one; only the chapters' outputs are
# kept (src/crossentropy_book/outputs.py). Until the new site is complete the old one waits in _build/.before; it comes
# back if the build fails or is interrupted, and the next make builds again.

book: environment
	@if [ -e _build/.before ]; then rm -rf _build/html && mv _build/.before _build/html; fi; \
	if [ -e _build/.built ] && [ -e _build/html/index.html ] && [ -z "$$(find $(BOOK_SOURCES) -type f ! -path '*/.*' \
	    ! -path '*/__pycache__/*' ! -path '*.egg-info/*' -newer _build/.built)" ]; then exit 0; fi; \
	back() { rm -rf _build/html _build/.begun; if [ -e _build/.before ]; then mv _build/.before _build/html; fi; }; \
	trap 'back; exit 130' HUP INT TERM; \
	mkdir -p _build && touch _build/.begun && { [ ! -e _build/html ] || mv _build/html _build/.before; } && \
	if $(RUN) $(STEP) --shown "Building the book" jupyter-book build . --all -q -W -n --keep-going; then \
	  rm -rf _build/.before; mv _build/.begun _build/.built; \
	else back; exit 1; fi

# --- the tests ---
# Without a browser everything else is tested, and the last lines say what was not.

test: book
	@$(RUN); export PATH NODE_DISABLE_COMPILE_CACHE; \
	python tests/browser.py chromium > /dev/null || playwright install chromium || true; \
	status=0; \
	PYTHONUNBUFFERED=1 pytest -n auto --nbval tests src chapters || status=$$?; \
	python tests/browser.py > /dev/null || { test "$$CI" != true || status=1; }; \
	exit $$status

check: environment
	@$(RUN) PYTHONUNBUFFERED=1 pytest -n auto -p no:nbval -m "not site and not builds" tests src

lab: environment
	@$(RUN) jupyter lab $$(test "$$(id -u)" != 0 || echo --allow-root) chapters

bench: book
	@$(RUN) python benchmarks/run.py

requirements: venv
	@$(STEP) "Installing uv" $(PIP) uv
	@.venv/bin/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --no-header \
	  requirements.in -o requirements.txt

wheels: environment
	@.venv/bin/python scripts/check_wheels.py $(PYTHONS)

clean:
	rm -rf _build

.PHONY: site help environment venv wheels book check test lab bench requirements clean
