"""Media in a directory of its own; a centre with honey."""

import pytest

from tests.catalog_import.photos import town


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    settings.CHOPHIEN_NOW = town.MOMENT.isoformat()
    return tmp_path


@pytest.fixture
def officer(db):
    return town.officer_of("Tuyên Quang")


@pytest.fixture
def honey(db):
    return town.product("Mật ong bạc hà", town.subject())


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    """``with done():`` what the transaction leaves to be done, tasks too, is done after it."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
