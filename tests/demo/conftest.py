"""The demo of one producer, with plain little pictures."""

from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.core.management import call_command
from PIL import Image

from config.demo import pictures
from config.demo.pictures import Motif


@pytest.fixture
def load(settings):
    """Load the rows of one producer, as of a day."""
    with plain_pictures():

        def run(day="2026-11-24", *options):
            settings.CHOPHIEN_NOW = f"{day}T09:00"
            load_one_producer(*options)

        yield run


@contextmanager
def plain_pictures():
    cache.clear()  # Wagtail remembers renditions by the number of an image, and numbers come again
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Motif, "draw", lambda motif, variant: Image.new("RGB", (60, 60)))
        patch.setattr(pictures, "hero", lambda: Image.new("RGB", (160, 90)))
        yield


def load_one_producer(*options):
    call_command("load_demo", "--only", "HG-CHE", *options, verbosity=0, stdout=Silent())


class Silent:
    def write(self, text):
        pass
