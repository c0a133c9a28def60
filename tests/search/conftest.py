"""An index of its own for every test."""

import datetime

import pytest

from search import engine
from tests.search import judged

DAY = datetime.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def index_root(settings, tmp_path):
    settings.SEARCH_INDEX_ROOT = tmp_path / "index"
    yield settings.SEARCH_INDEX_ROOT
    engine._embedded.cache_clear()


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = f"{DAY}T09:00:00+07:00"


@pytest.fixture
def judged_catalogue(db):
    """The judged rows in the register, on the shelf and in the index: key by listing id."""
    return judged.load(day=DAY)
