"""Where rooms above say why two records of the register must not become one.

An objection is asked for the record that would stay, the one that would be merged into it (both
subjects or both products) and the moment, inside the transaction of the merge (and once before, to
tell the officer). It answers with reasons for the officer; none: no objection. It may lock rows of
its own room.
"""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from ocop.models import RegisteredProduct, Subject

Objection = Callable[[Any, Any, datetime.datetime], Iterable[Any]]
_objections: dict[tuple[type[Subject] | type[RegisteredProduct], str], Objection] = {}


def register_objection(
    model: type[Subject] | type[RegisteredProduct], name: str
) -> Callable[[Objection], Objection]:
    """Add an objection for subjects or products; a later one of the name replaces it."""

    def keep(objection: Objection) -> Objection:
        _objections[model, name] = objection
        return objection

    return keep


def objections(
    kept: Subject | RegisteredProduct,
    merged: Subject | RegisteredProduct,
    *,
    moment: datetime.datetime,
) -> list[Any]:
    """What the rooms above have against merging ``merged`` into ``kept``."""
    asked = (ask for (model, _), ask in sorted(_objections.items(), key=_by_name) if
             isinstance(kept, model))  # fmt: skip
    return [reason for ask in asked for reason in ask(kept, merged, moment)]


def _by_name(entry: tuple[tuple[type, str], Objection]) -> str:
    return entry[0][1]
