"""A fair that sells tea at 80.000 đồng instead of 100.000, inside its window."""

import pytest
from django.core.cache import cache

from tests.fairs import town


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def at(settings):
    """Let the site's clock stand at a moment."""

    def stand(moment):
        settings.CHOPHIEN_NOW = moment.isoformat()

    stand(town.BEFORE)
    return stand


@pytest.fixture
def officer(db):
    return town.officer_of("Tuyên Quang")


@pytest.fixture
def fair(officer):
    return town.fair(officer)


@pytest.fixture
def tea(db):
    return town.offer(town.seller(), "Chè Shan Tuyết", price=100_000)


@pytest.fixture
def booth(fair, tea, officer):
    return town.booth(fair, tea.partner.subject, officer)


@pytest.fixture
def pin(booth, tea):
    return town.pin(booth, tea, price=80_000)
