"""A stamp in the cache that changes with the provinces of any site; scopes are filed under it."""

import uuid

from django.core.cache import cache

_KEY = "shop:scope:stamp"


def stamp() -> str:
    return cache.get(_KEY, "")


def renew() -> None:
    """Let every site's scope be read again."""
    cache.set(_KEY, uuid.uuid4().hex, None)
