"""The backend this process searches with: one object, made when first asked for."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.backends.embedded import EmbeddedBackend
from search.query import SearchBackend


def backend() -> SearchBackend:
    return _embedded(Path(settings.SEARCH_INDEX_ROOT))


@lru_cache(maxsize=4)
def _embedded(root: Path) -> EmbeddedBackend:
    return EmbeddedBackend(root)
