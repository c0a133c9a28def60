"""The page tree a new installation starts with."""

import datetime

import pytest

from cms.loading import load_site
from cms.models import HomePage

DAY = datetime.date(2026, 11, 24)


@pytest.fixture
def pages(db, settings):
    """The Vietnamese front page of the first pages, on a fixed day."""
    settings.CHOPHIEN_NOW = f"{DAY}T09:00:00+07:00"
    load_site()
    return HomePage.objects.get(locale__language_code="vi")
