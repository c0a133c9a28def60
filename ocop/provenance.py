"""Where rooms above say where the facts of a record come from.

A teller is asked for a subject, a product or a standing and answers by field, the latest first;
fields are called as on the model.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ocop.models import RegisteredProduct, Standing, Subject

Traced = Subject | RegisteredProduct | Standing


@dataclass(frozen=True, slots=True)
class Origin:
    """One place a value was read in: ``place`` names it for people ("list.xlsx, sheet 1, C12")."""

    place: str
    #: Page of the back office that shows it; empty: none
    url: str = ""
    at: datetime.datetime | None = None
    #: Who brought it in
    by: str = ""
    #: The cell as it was written
    text: str = ""


Teller = Callable[[Traced], Mapping[str, Sequence[Origin]]]
_tellers: dict[str, Teller] = {}


def register_provenance(name: str) -> Callable[[Teller], Teller]:
    """Add a teller; a later one of the name replaces it."""

    def keep(teller: Teller) -> Teller:
        _tellers[name] = teller
        return teller

    return keep


def origins_of(instance: Traced) -> dict[str, list[Origin]]:
    """By field, every place its value was read in, as far as any room knows."""
    found: dict[str, list[Origin]] = defaultdict(list)
    for _name, teller in sorted(_tellers.items()):
        for field, origins in teller(instance).items():
            found[field] += origins
    return dict(found)
