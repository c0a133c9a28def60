import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_counters():
    """What one test counted as an attempt is nothing to the next."""
    cache.clear()
