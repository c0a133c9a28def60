"""The part of the register a list speaks of, in memory: the answers of ``find_subject`` and
``find_product`` without a query for each name."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.db.models import Model

from ocop.chunks import chunks
from ocop.models import Place, PlaceSuccession, RegisteredProduct, Subject
from ocop.selectors.places import communes_of_today
from ocop.spelling import loose_key, product_key, subject_key


@dataclass
class RegisterIndex:
    """A ``RegisterSource``. What is registered later has to be added; nothing else is seen."""

    _subjects: dict[str, list[tuple[int, Subject]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _products: dict[tuple[str, int | None], list[tuple[int, RegisteredProduct]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    #: Rows in the order they were registered: those that are new have no key yet
    _order: Iterator[int] = field(default_factory=itertools.count)
    _became: set[tuple[int, int]] | None = None
    _grounds: dict[int, set[int] | None] = field(default_factory=dict)

    @classmethod
    def of(cls, *, subject_names: Iterable[str] = (), product_names: Iterable[str] = ()) -> Self:
        """All that ``find_*`` could answer for these names. Keys are read whole, rows as needed."""
        index = cls()
        subject_keys = {loose_key(subject_key(name)) for name in subject_names}
        for subject in with_keys(Subject, subject_keys):
            index.add_subject(subject)
        product_keys = {loose_key(product_key(name)) for name in product_names}
        for product in with_keys(RegisteredProduct, product_keys):
            index.add_product(product)
        return index

    def add_subject(self, subject: Subject) -> None:
        self._subjects[subject.match_key].append((next(self._order), subject))

    def add_product(self, product: RegisteredProduct) -> None:
        key = product.match_key, product.subject_id
        self._products[key].append((next(self._order), product))

    # --- What ``find_subject`` and ``find_product`` ask -------------------------------------------

    def subjects(self, keys: Sequence[str]) -> Iterable[Subject]:
        found = [entry for key in keys for entry in self._subjects.get(key, ())]
        return [subject for _, subject in sorted(found, key=_first)]

    def products(self, keys: Sequence[str], subject: Subject | None) -> Iterable[RegisteredProduct]:
        pk = subject.pk if subject else None
        found = [entry for key in keys for entry in self._products.get((key, pk), ())]
        return [product for _, product in sorted(found, key=_first)]

    def became(self, old: Place, new_id: int | None) -> bool:
        if self._became is None:
            self._became = set(PlaceSuccession.objects.values_list("old", "new"))
        return (old.pk, new_id) in self._became

    def ground(self, place_id: int) -> set[int] | None:
        if place_id not in self._grounds:
            self._grounds[place_id] = communes_of_today(Place.objects.get(pk=place_id))
        return self._grounds[place_id]


def with_keys(model: type[Any], loose_keys: set[str]) -> list[Any]:
    """Rows whose match key is one of these but for i and y, in order of registration."""
    if not loose_keys:
        return []
    keys = model._default_manager.values_list("pk", "match_key")
    pks = [pk for pk, key in keys.order_by().iterator() if loose_key(key) in loose_keys]
    return sorted(by_pk(model, pks).values(), key=_pk)


def by_pk(model: type[Any], pks: Iterable[int]) -> dict[int, Any]:
    """Rows by key, however many keys."""
    found: dict[int, Any] = {}
    for some in chunks(sorted(set(pks))):
        found |= model._default_manager.in_bulk(some)
    return found


def _pk(row: Model) -> int:
    return int(row.pk)


def _first(entry: tuple[int, object]) -> int:
    return entry[0]
