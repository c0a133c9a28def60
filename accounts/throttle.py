"""Counters in the cache that slow down guessing.

The embedded cache belongs to one process; several web processes share a count through CACHE_URL.
"""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Throttle:
    """At most ``limit`` events of one subject in a window of ``seconds`` from the first of them."""

    name: str
    limit: int
    seconds: int

    def _key(self, subject: str) -> str:
        return f"throttle:{self.name}:{hashlib.sha256(subject.encode()).hexdigest()}"

    def is_over(self, subject: str) -> bool:
        return cache.get(self._key(subject), 0) >= self.limit

    def count(self, subject: str) -> None:
        key = self._key(subject)
        cache.add(key, 0, self.seconds)
        try:
            cache.incr(key)
        except ValueError:  # the window closed between the two lines
            cache.set(key, 1, self.seconds)

    def clear(self, subject: str) -> None:
        cache.delete(self._key(subject))


#: One visitor guessing one account
PAIR = Throttle("sign-in-pair", 8, 15 * 60)
#: Many visitors guessing one account; high, so that nobody is locked out by a stranger at once
ACCOUNT = Throttle("sign-in-account", 60, 60 * 60)
#: One visitor guessing many accounts
VISITOR = Throttle("sign-in-visitor", 60, 15 * 60)
SIGN_UP = Throttle("sign-up", 20, 60 * 60)
RESET_VISITOR = Throttle("reset-visitor", 20, 60 * 60)
RESET_ACCOUNT = Throttle("reset-account", 5, 60 * 60)
