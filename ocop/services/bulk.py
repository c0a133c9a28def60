"""The services for whole lists: the same rules and the same rows as one call for each entry, in a
number of queries that grows with batches, not with rows.

An entry that is refused refuses all: ``EntryRefused`` tells which. What is registered already, or
stands above in the same list, is given back in its place instead of being refused.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ocop.chunks import chunks
from ocop.enums import Evidence
from ocop.errors import EntryRefused, RegisterError
from ocop.models import Certificate, RegisteredProduct, Standing, Subject
from ocop.selectors.places import Location
from ocop.selectors.register import find_product, find_subject
from ocop.selectors.register_index import RegisterIndex
from ocop.services.batch import Batch, check_fields, register_batch
from ocop.services.entries import NewProduct, NewStanding, NewSubject
from ocop.services.products import built_product, product_values, refuse_a_taken_key
from ocop.services.standings import built_standing, remove_standing
from ocop.services.subjects import built_subject, subject_values, wanted_slug
from ocop.spelling import fold_key
from ocop.terms import certificate_from


def register_subjects(*, entries: Sequence[NewSubject]) -> list[Subject]:
    """``register_subject`` for each."""
    index = RegisterIndex.of(subject_names=[entry.name for entry in entries])
    slugs = _Slugs()
    found: list[Subject] = []
    new: list[Subject] = []
    for position, entry in enumerate(entries):
        with _of_entry(position):
            subject = built_subject(entry)
            where = entry.location or Location()
            known = find_subject(
                name=subject.name,
                province_as_issued=where.province_as_issued,
                place_as_issued=where.place_as_issued,
                source=index,
            )
            if known is None:
                subject.slug = slugs.take(wanted_slug(subject.name))
                check_fields(subject)
                index.add_subject(subject)
                new.append(subject)
            found.append(known or subject)
    with register_batch() as batch:
        batch.create_many(new)
    return found


def register_products(*, entries: Sequence[NewProduct]) -> list[RegisteredProduct]:
    """``register_product`` for each."""
    index = RegisterIndex.of(product_names=[entry.name for entry in entries])
    found: list[RegisteredProduct] = []
    new: list[RegisteredProduct] = []
    for position, entry in enumerate(entries):
        with _of_entry(position):
            product = built_product(entry)
            known = find_product(
                name=product.name,
                subject=entry.subject,
                province_as_issued=entry.location.province_as_issued if entry.location else None,
                source=index,
            )
            if known is None:
                check_fields(product)
                index.add_product(product)
                new.append(product)
            found.append(known or product)
    with register_batch() as batch:
        batch.create_many(new)
        for product in new:
            batch.touch(product.pk)
    return found


def record_standings(*, entries: Sequence[NewStanding]) -> list[Standing]:
    """``record_standing`` for each."""
    known = _known_standings(entries)
    found: list[Standing] = []
    new: list[tuple[NewStanding, Standing]] = []
    for position, entry in enumerate(entries):
        with _of_entry(position):
            standing = built_standing(entry)
            key = (standing.product_id, standing.source_key)
            if standing.source_key and key in known:
                found.append(known[key])
                continue
            check_fields(standing)
            known[key] = standing
            new.append((entry, standing))
            found.append(standing)
    with register_batch() as batch:
        batch.create_many([standing for _, standing in new])
        _make_certificates(batch, new)
        for _, standing in new:
            batch.touch(standing.product_id)
    return found


def remove_standings(*, standings: Iterable[Standing]) -> None:
    """``remove_standing`` for each: those that made no certificate all at once."""
    wanted = {standing.pk: standing for standing in standings}
    with register_batch() as batch:
        certified: set[int] = set()
        for pks in chunks(sorted(wanted)):
            made = Certificate.objects.filter(standing__in=pks)
            certified.update(made.values_list("standing_id", flat=True))
        for pk in sorted(certified):
            remove_standing(standing=wanted.pop(pk))
        batch.delete_many(list(wanted.values()))
        for standing in wanted.values():
            batch.touch(standing.product_id)


def correct_subjects(*, corrections: Sequence[tuple[Subject, dict[str, Any]]]) -> None:
    """``correct_subject`` for each subject and its fields."""
    values = [subject_values(fields) for _, fields in corrections]
    with register_batch() as batch:
        changed = batch.change_many(
            [(subject, each) for (subject, _), each in zip(corrections, values, strict=True)]
        )
        for pks in chunks([subject.pk for subject in changed]):
            products = RegisteredProduct.objects.filter(subject__in=pks)
            for product_id in products.values_list("pk", flat=True):
                batch.touch(product_id)


def correct_products(*, corrections: Sequence[tuple[RegisteredProduct, dict[str, Any]]]) -> None:
    """``correct_product`` for each product and its fields."""
    checked: list[tuple[RegisteredProduct, dict[str, Any]]] = []
    for product, fields in corrections:
        values = product_values(fields)
        refuse_a_taken_key(product, values)
        checked.append((product, values))
    with register_batch() as batch:
        for product in batch.change_many(checked):
            batch.touch(product.pk)


@contextmanager
def _of_entry(position: int) -> Iterator[None]:
    try:
        yield
    except RegisterError as refused:
        raise EntryRefused(position, refused) from refused


class _Slugs:
    """Free slugs, none given twice; asked for once."""

    def __init__(self) -> None:
        self._taken = set(Subject.objects.order_by().values_list("slug", flat=True))
        self._next: dict[str, int] = defaultdict(lambda: 2)

    def take(self, wanted: str) -> str:
        free = wanted
        while free in self._taken:
            free = f"{wanted}-{self._next[wanted]}"
            self._next[wanted] += 1
        self._taken.add(free)
        return free


def _known_standings(entries: Sequence[NewStanding]) -> dict[tuple[int, str], Standing]:
    keys = sorted({entry.source_key for entry in entries} - {""})
    found: dict[tuple[int, str], Standing] = {}
    for chunk in chunks(keys):
        for standing in Standing.objects.filter(source_key__in=chunk):
            found[standing.product_id, standing.source_key] = standing
    return found


_Decided = dict[tuple[int, int, object], set[str]]


def _make_certificates(batch: Batch, made: Sequence[tuple[NewStanding, Standing]]) -> None:
    """Of each standing, but a decision that two of them name makes one certificate."""
    decided = _decided(batch, {standing.product_id for _, standing in made})
    certificates: list[Certificate] = []
    for entry, standing in made:
        built = certificate_from(standing, year=entry.year, place=entry.place_as_issued)
        if built is None:
            continue
        if built.evidence == Evidence.DECISION:
            numbers = decided[built.product_id, built.stars, built.issued_on]
            number = fold_key(built.decision_no)
            if number in numbers:
                continue
            numbers.add(number)
        check_fields(built)
        certificates.append(built)
    batch.create_many(certificates)


def _decided(batch: Batch, product_ids: Iterable[int]) -> _Decided:
    """By product, star and day the decisions that made certificates."""
    found: _Decided = defaultdict(set)
    to_ask: list[int] = []
    for product_id in sorted(product_ids):
        own = batch.certificates_of(product_id)
        if own is None:
            to_ask.append(product_id)
        for certificate in own or ():
            if certificate.evidence == Evidence.DECISION:
                key = product_id, certificate.stars, certificate.issued_on
                found[key].add(fold_key(certificate.decision_no))
    for pks in chunks(to_ask):
        rows = Certificate.objects.filter(product__in=pks, evidence=Evidence.DECISION)
        for product_id, stars, day, number in rows.values_list(
            "product_id", "stars", "issued_on", "decision_no"
        ):
            found[product_id, stars, day].add(fold_key(number))
    return found
