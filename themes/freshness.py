"""Stamps in the cache: what is kept under one is read again as soon as the stamp is renewed."""

import uuid

from django.core.cache import cache


class Stamp:
    """Names the generation of something kept; part of the key it is kept under."""

    def __init__(self, name: str) -> None:
        self._key = f"{name}:stamp"

    def current(self) -> str:
        return cache.get(self._key, "")

    def renew(self) -> None:
        """Let everything kept so far be forgotten; where processes share no cache, here only."""
        cache.set(self._key, uuid.uuid4().hex, None)


#: How sites look
LOOKS = Stamp("themes:look")
