"""Products a list no longer names, beside new ones it names instead: suggested, never merged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from catalog_import.planned import Plan, Step
from catalog_import.records import Record
from ocop.likeness import likeness, product_core, product_core_of_key
from ocop.models import RegisteredProduct
from ocop.spelling import fold, loose_key, product_key, subject_key

#: Per cent of the words of one producer's name that another has too, where product and place are
#: the same: names that are not alike may still be one's
_ALIKE_SUBJECT = 60


def renames(plan: Plan, missing: Sequence[RegisteredProduct]) -> dict[int, Step]:
    """Missing product → the new row that may be it: the best of each, no row twice.

    Either one producer's product under a name much like it, or a product of the same name whose
    producer goes by another name at the same place or telephone.
    """
    new = [step for step in plan.steps if step.product.known is None]
    by_subject: dict[str, list[Step]] = defaultdict(list)
    by_product: dict[str, list[Step]] = defaultdict(list)
    for step in new:
        by_subject[_subject_of(step.record)].append(step)
        by_product[loose_key(product_key(step.record.product))].append(step)
    pairs = [
        (alike, product.pk, position, step)
        for position, product in enumerate(missing)
        for alike, step in _candidates(product, by_subject, by_product)
    ]
    found: dict[int, Step] = {}
    taken: set[int] = set()
    for _alike, pk, _position, step in sorted(pairs, key=lambda pair: (-pair[0], pair[2])):
        if pk not in found and id(step) not in taken:
            found[pk] = step
            taken.add(id(step))
    return found


def _candidates(
    product: RegisteredProduct,
    by_subject: dict[str, list[Step]],
    by_product: dict[str, list[Step]],
) -> Iterable[tuple[float, Step]]:
    subject = product.subject
    core = product_core_of_key(product.match_key)
    for step in by_subject.get(loose_key(subject_key(subject.name)) if subject else "", ()):
        alike = likeness(core, product_core(step.record.product))
        if alike and _in_one_province(product, step.record):
            yield alike, step
    for step in by_product.get(loose_key(product.match_key), ()):
        if subject is None or not _in_one_province(product, step.record):
            continue
        share = fuzz.token_set_ratio(fold(subject.name), fold(step.record.subject))
        has_phone = bool(subject.phone) and subject.phone == step.record.phone
        is_near = product.place_as_issued_id == _place_of(step.record)
        if has_phone or (is_near and share >= _ALIKE_SUBJECT):
            yield 100 + share, step


def _in_one_province(product: RegisteredProduct, record: Record) -> bool:
    now = record.location.province_now if record.location else None
    return product.province_now_id == (now.pk if now else None)


def _place_of(record: Record) -> int | None:
    place = record.location.place_as_issued if record.location else None
    return place.pk if place else None


def _subject_of(record: Record) -> str:
    return loose_key(subject_key(record.subject)) if record.subject else ""
