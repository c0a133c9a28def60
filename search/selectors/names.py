"""Names of places and groups, held in memory: completions look at them with every letter typed.

They change when reference data is loaded, so a process reads them again every ten minutes.
"""

import threading
import time
from bisect import bisect_left
from dataclasses import dataclass

from ocop.enums import PROVINCE_KINDS, GroupScheme
from ocop.models import Place, ProductGroup

_SECONDS = 600


@dataclass(frozen=True, slots=True)
class PlaceName:
    fold_key: str
    name: str
    full_name: str
    name_key: str
    kind: str
    scheme: str
    code: str
    province_name: str
    province_code: str
    province_id: int | None

    @property
    def key(self) -> str:
        return f"{self.scheme}:{self.code}"

    @property
    def is_province(self) -> bool:
        return self.kind in PROVINCE_KINDS


class Names:
    def __init__(self) -> None:
        rows = Place.objects.values_list(
            "fold_key", "name", "full_name", "name_key", "kind", "scheme", "code",
            "province__name", "province__code", "province",
        ).order_by("fold_key", "scheme", "code")  # fmt: skip
        self._places = [PlaceName(*row) for row in rows]
        self._keys = [place.fold_key for place in self._places]
        self.provinces = [place for place in self._places if place.is_province]
        self.groups = list(
            ProductGroup.objects.filter(scheme=GroupScheme.D148, parent=None).order_by("pk")
        )

    def places(self, prefix: str) -> list[PlaceName]:
        """Those whose folded, joined name begins so; of one letter only provinces."""
        if len(prefix) < 2:
            return [place for place in self.provinces if place.fold_key.startswith(prefix)]
        start = bisect_left(self._keys, prefix)
        return self._places[start : bisect_left(self._keys, prefix + "\x7f")]


_lock = threading.Lock()
_kept: tuple[float, Names] | None = None


def names() -> Names:
    """At most ten minutes old; empty ones are not kept."""
    global _kept  # noqa: PLW0603 -- the one copy of this process
    with _lock:
        if _kept and time.monotonic() - _kept[0] < _SECONDS:
            return _kept[1]
    made = Names()
    if made.provinces:
        with _lock:
            _kept = (time.monotonic(), made)
    return made
