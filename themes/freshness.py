"""A stamp in the cache that changes whenever a look was changed; kept looks are filed under it."""

import uuid

from django.core.cache import cache

_KEY = "themes:stamp"


def stamp() -> str:
    return cache.get(_KEY, "")


def renew() -> None:
    """Let every site's look be read again."""
    cache.set(_KEY, uuid.uuid4().hex, None)
