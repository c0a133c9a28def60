"""Finding what is registered already, however a source spells it."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from ocop.enums import Scheme, SubjectKind
from ocop.models import Place, PlaceSuccession, RegisteredProduct, Subject
from ocop.selectors.merges import survivor_of, survivors
from ocop.selectors.places import communes_of_today
from ocop.spelling import key_variants, product_key, subject_key

Named = TypeVar("Named", Subject, RegisteredProduct)


def find_subject(
    *, name: str, province_as_issued: Place | None, place_as_issued: Place | None = None
) -> Subject | None:
    """The subject of that name in that province; never one of several equally likely ones.

    An enterprise's name is its own in the whole province; other names recur from commune to
    commune, so two communes that are both known must share ground (domain.md §6.2). The name of a
    record that was merged away finds the one it was merged into.
    """
    variants = key_variants(subject_key(name))
    found = Subject.objects.filter(match_key__in=variants)
    candidates = _nearest(found.order_by("pk"), variants, province_as_issued)
    same_place = [c for c in candidates if c.place_as_issued_id == _pk(place_as_issued)]
    if same_place:
        return survivors(_live_first(same_place))[0]
    if candidates and place_as_issued:
        ground = communes_of_today(place_as_issued)
        candidates = [
            candidate
            for candidate in candidates
            if candidate.kind == SubjectKind.ENTERPRISE or _shares_ground(candidate, ground)
        ]
    found_once = survivors(candidates)
    return found_once[0] if len(found_once) == 1 else None


def find_product(
    *, name: str, subject: Subject | None, province_as_issued: Place | None
) -> RegisteredProduct | None:
    """The registered product with that name, subject and province (domain.md §9.1)."""
    variants = key_variants(product_key(name))
    subject = survivor_of(subject) if subject else None
    found = RegisteredProduct.objects.filter(match_key__in=variants, subject=subject)
    candidates = _nearest(found.order_by("pk"), variants, province_as_issued)
    same_province = [c for c in candidates if c.province_as_issued_id == _pk(province_as_issued)]
    if same_province:
        return survivors(_live_first(same_province))[0]
    found_once = survivors(candidates)
    return found_once[0] if len(found_once) == 1 else None


def _pk(place: Place | None) -> int | None:
    return place.pk if place else None


def _live_first(rows: Sequence[Named]) -> list[Named]:
    return sorted(rows, key=lambda row: row.merged_into_id is not None)


def _nearest(
    found: Iterable[Named], variants: Sequence[str], province: Place | None
) -> list[Named]:
    """Those in the province spelled just so if there are any; else those differing in i and y."""
    candidates = [row for row in found if _may_lie_in(row, province)]
    return [row for row in candidates if row.match_key == variants[0]] or candidates


def _may_lie_in(row: Named, province: Place | None) -> bool:
    """Registered in that province or, across the reform of 2025, possibly in it."""
    if province is None or row.province_as_issued_id in {None, province.pk}:
        return row.province_as_issued_id == _pk(province)
    if province.scheme == Scheme.SINCE_2025_07:
        return row.province_now_id == province.pk
    if row.former_province_id:
        return row.former_province_id == province.pk
    became = PlaceSuccession.objects.filter(old=province, new=row.province_now_id)
    return row.province_now_id is not None and became.exists()


def _shares_ground(candidate: Subject, ground: set[int] | None) -> bool:
    if ground is None or candidate.place_as_issued is None:
        return True
    if candidate.commune_now_id:
        return candidate.commune_now_id in ground
    own = communes_of_today(candidate.place_as_issued)
    return own is None or bool(own & ground)
