# Two commands for a newcomer: make demo, make test. Both prepare what they need.
.PHONY: setup demo demo-reset run work test lint fmt reindex translations lock
PY := .venv/bin/python
export PORT ?= 8000
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard $(addsuffix /LC_MESSAGES/*.po,locale/* locale/upstream/*)))

setup:
	@sh deploy/setup.sh
	@$(MAKE) --no-print-directory translations

demo: setup
	@$(PY) -m config.demo_server

demo-reset: setup
	@$(PY) -m config.demo_server --reset

run: setup
	DJANGO_SETTINGS_MODULE=config.settings.dev $(PY) manage.py migrate
	DJANGO_SETTINGS_MODULE=config.settings.dev $(PY) manage.py runserver $(PORT)

work: setup
	DJANGO_SETTINGS_MODULE=config.settings.dev $(PY) manage.py work

test: setup
	$(PY) -m pytest $(ARGS)

lint: setup
	@sh .ci/lint

fmt: setup
	-.venv/bin/ruff check --fix --quiet .
	.venv/bin/ruff format .
	.venv/bin/djhtml themes

reindex: setup
	$(PY) manage.py rebuild_search

translations: $(TRANSLATIONS) ;@:

%.mo: %.po
	@.venv/bin/pybabel --quiet compile --domain django --input-file $< --output-file $@

lock:
	uv pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 pyproject.toml -o requirements/base.txt
	uv pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 --group production pyproject.toml -o requirements/production.txt
	uv pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 --group dev pyproject.toml -o requirements/dev.txt
