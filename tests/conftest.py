"""Every test with a database starts from the reference data that migrations give a real one."""

import os
import uuid

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import translation

BLOCKER: pytest.StashKey = pytest.StashKey()
_KEPT = "kept_"
#: Labels of the apps whose reference rows are kept
_OURS = frozenset({"address", "catalogue", "ocop", "search"})


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load_reference_rows()
        _keep_reference_rows()
    request.config.stash[BLOCKER] = django_db_blocker


@pytest.fixture(scope="session")
def register_data(django_db_setup):
    """Places, successions, aliases and groups are there; to be named where a test relies on it."""


@pytest.fixture(scope="session")
def static_files():
    """The files a browser asks the live server for: it serves what was collected."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def sqlite_address(tmp_path):
    return f"sqlite:///{tmp_path / 'killed.sqlite3'}"


@pytest.fixture
def postgres_address(django_db_blocker):
    """An empty database beside the tests' own, dropped at the end."""
    name = f"killed_{uuid.uuid4().hex[:12]}"
    server = os.environ["CHOPHIEN_TEST_POSTGRES"].rsplit("/", 1)[0]
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def pytest_runtest_setup(item):
    """A request leaves its language active and answers in the cache; the next test starts anew."""
    translation.deactivate()
    cache.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A transactional test empties every table when it ends; the next test wants them filled."""
    result = yield
    if nextitem is None:  # the database itself is gone by now
        return result
    if blocker := item.config.stash.get(BLOCKER, None):
        from ocop.models import Place

        with blocker.unblock():
            if not Place.objects.exists():
                _restore_reference_rows()
                _load_sites()
    return result


def load_reference_rows():
    """What ``manage.py migrate`` leaves in an empty database; tests run without migrations."""
    from ocop.loading import load_reference_data
    from shop.catalogue.loading import load_shop_reference_data

    load_reference_data()
    load_shop_reference_data()
    _load_sites()


def _keep_reference_rows():
    """A copy beside each filled table, which no flush empties: to read the files takes seconds."""
    with connection.cursor() as cursor:
        for model in _with_a_table():
            # Others are filled by Django and Wagtail themselves, with other keys each time
            if model._meta.app_label in _OURS and model.objects.exists():
                table = model._meta.db_table
                cursor.execute(f"CREATE TABLE {_KEPT}{table} AS SELECT * FROM {table}")


def _restore_reference_rows():
    by_table = {model._meta.db_table: model for model in _with_a_table()}
    kept = [name for name in connection.introspection.table_names() if name.startswith(_KEPT)]
    with transaction.atomic(), connection.cursor() as cursor:
        for name in kept:
            model = by_table[name.removeprefix(_KEPT)]
            columns = ", ".join(f'"{f.column}"' for f in model._meta.local_concrete_fields)
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({columns}) SELECT {columns} FROM {name}"
            )
        filled = [by_table[name.removeprefix(_KEPT)] for name in kept]
        for sql in connection.ops.sequence_reset_sql(no_style(), filled):
            cursor.execute(sql)


def _with_a_table():
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def _load_sites():
    from django.contrib.sites.models import Site as DjangoSite
    from wagtail.models import Collection, Locale, Page, Site

    DjangoSite.objects.update_or_create(pk=1, defaults={"domain": "localhost", "name": "Chợ Phiên"})
    DjangoSite.objects.clear_cache()
    vietnamese, _ = Locale.objects.get_or_create(language_code="vi")
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(title="Root", slug="root", locale=vietnamese)
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    if not Site.objects.exists():
        Site.objects.create(
            hostname="localhost", root_page=root, is_default_site=True, site_name="Chợ Phiên"
        )
