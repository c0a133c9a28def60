"""What tests of the desk of imports begin with."""

import pytest

from tests.catalog_import.offices import MOMENT, officer


@pytest.fixture
def office_hours(settings, tmp_path):
    """The day of the tests' lists, and a place for files that goes with the test."""
    settings.CHOPHIEN_NOW = MOMENT
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def desk(client):
    """The browser of an officer of Tuyên Quang."""
    client.force_login(officer("Tuyên Quang"))
    return client
