"""Where rooms above add facets of their own, such as the fairs a listing is shown at."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.query import Facet


@dataclass(frozen=True, slots=True)
class Contributor:
    """A facet whose values another room knows. When they change it calls ``search.services.
    enqueue``; what only time changes stays out of the values and goes into ``choices``."""

    #: Listing ids → the values of each that has some; one query
    values: Callable[[Sequence[int]], Mapping[int, tuple[str, ...]]]
    #: Values → listing ids or a subquery of them, for searching the database alone
    listings: Callable[[Sequence[str]], Any]
    #: Moment, values chosen already → value and name of what a visitor may choose
    choices: Callable[[datetime.datetime, Iterable[str]], Mapping[str, str]]


_contributors: dict[Facet, Contributor] = {}


def register_contributor(facet: Facet, contributor: Contributor) -> None:
    """Add the values of a facet; called from the ``ready`` of the room that owns them."""
    _contributors[facet] = contributor


def contributor_of(facet: Facet) -> Contributor | None:
    """Who knows the values of a facet; None where no room above contributes any."""
    return _contributors.get(facet)
