"""Numbers of the register that a page may keep for a while: counting is most of its work."""

import datetime
from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import cache

from shop.scope.selectors import Scope

#: How long a page may keep what changes seldom
KEPT_SECONDS = 60

T = TypeVar("T")


def kept(what: str, day: datetime.date, scope: Scope, ask: Callable[[], T]) -> T:
    """What ``ask`` finds for a day and a scope, kept for a minute under the name ``what``."""
    key = f"cms:{what}:{day}:{','.join(scope.province_keys)}"
    return cast(T, cache.get_or_set(key, ask, KEPT_SECONDS))
