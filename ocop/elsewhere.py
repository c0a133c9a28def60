"""Where rooms above say what they have of a record: a listing, a seller, a booth.

Asked for one subject or one product on its page in the back office; the register itself knows none
of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ocop.models import RegisteredProduct, Subject


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A thing of another room: what it is, its page ("" where it has none), a word on its state."""

    label: str
    url: str = ""
    state: str = ""


Teller = Callable[[Any], Iterable[Elsewhere]]
_tellers: dict[tuple[type[Subject] | type[RegisteredProduct], str], Teller] = {}


def register_elsewhere(
    model: type[Subject] | type[RegisteredProduct], name: str
) -> Callable[[Teller], Teller]:
    """Add a teller for subjects or products; a later one of the name replaces it."""

    def keep(teller: Teller) -> Teller:
        _tellers[model, name] = teller
        return teller

    return keep


def elsewhere(record: Subject | RegisteredProduct) -> list[Elsewhere]:
    """What the rooms above have of a record."""
    asked = sorted(
        (name, tell) for (model, name), tell in _tellers.items() if model is type(record)
    )
    return [thing for _name, tell in asked for thing in tell(record)]
