"""Finding what is registered already, however a source spells it."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from ocop.enums import Scheme, SubjectKind
from ocop.models import Place, PlaceSuccession, RegisteredProduct, Subject
from ocop.selectors.merges import survivor_of, survivors
from ocop.selectors.places import communes_of_today
from ocop.spelling import key_variants, product_key, subject_key

Named = TypeVar("Named", Subject, RegisteredProduct)


class RegisterSource(Protocol):
    """Where names are looked up: the database, or a ``RegisterIndex`` that holds what is needed."""

    def subjects(self, keys: Sequence[str]) -> Iterable[Subject]:
        """With one of these match keys, in order of registration."""
        ...

    def products(
        self, keys: Sequence[str], subject: Subject | None
    ) -> Iterable[RegisteredProduct]: ...

    def became(self, old: Place, new_id: int | None) -> bool:
        """A former unit went (partly) into that one of today."""
        ...

    def ground(self, place_id: int) -> set[int] | None:
        """``communes_of_today`` of a place."""
        ...


class _Database:
    """Asks for each name anew."""

    def subjects(self, keys: Sequence[str]) -> Iterable[Subject]:
        return Subject.objects.filter(match_key__in=keys).order_by("pk")

    def products(self, keys: Sequence[str], subject: Subject | None) -> Iterable[RegisteredProduct]:
        found = RegisteredProduct.objects.filter(match_key__in=keys, subject=subject)
        return found.order_by("pk")

    def became(self, old: Place, new_id: int | None) -> bool:
        return PlaceSuccession.objects.filter(old=old, new=new_id).exists()

    def ground(self, place_id: int) -> set[int] | None:
        return communes_of_today(Place.objects.get(pk=place_id))


_DATABASE = _Database()


def find_subject(
    *,
    name: str,
    province_as_issued: Place | None,
    place_as_issued: Place | None = None,
    source: RegisterSource = _DATABASE,
) -> Subject | None:
    """The subject of that name in that province; never one of several equally likely ones.

    An enterprise's name is its own in the whole province; other names recur from commune to
    commune, so two communes that are both known must share ground (domain.md §6.2). The name of a
    record that was merged away finds the one it was merged into.
    """
    variants = key_variants(subject_key(name))
    candidates = _nearest(source.subjects(variants), variants, province_as_issued, source)
    same_place = [c for c in candidates if c.place_as_issued_id == _pk(place_as_issued)]
    if same_place:
        return survivors(_live_first(same_place))[0]
    if candidates and place_as_issued:
        ground = source.ground(place_as_issued.pk)
        candidates = [
            candidate
            for candidate in candidates
            if candidate.kind == SubjectKind.ENTERPRISE or _shares_ground(candidate, ground, source)
        ]
    found_once = survivors(candidates)
    return found_once[0] if len(found_once) == 1 else None


def find_product(
    *,
    name: str,
    subject: Subject | None,
    province_as_issued: Place | None,
    source: RegisterSource = _DATABASE,
) -> RegisteredProduct | None:
    """The registered product with that name, subject and province (domain.md §9.1)."""
    variants = key_variants(product_key(name))
    subject = survivor_of(subject) if subject else None
    found = source.products(variants, subject)
    candidates = _nearest(found, variants, province_as_issued, source)
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
    found: Iterable[Named],
    variants: Sequence[str],
    province: Place | None,
    source: RegisterSource,
) -> list[Named]:
    """Those in the province spelled just so if there are any; else those differing in i and y."""
    candidates = [row for row in found if _may_lie_in(row, province, source)]
    return [row for row in candidates if row.match_key == variants[0]] or candidates


def _may_lie_in(row: Named, province: Place | None, source: RegisterSource) -> bool:
    """Registered in that province or, across the reform of 2025, possibly in it."""
    if province is None or row.province_as_issued_id in {None, province.pk}:
        return row.province_as_issued_id == _pk(province)
    if province.scheme == Scheme.SINCE_2025_07:
        return row.province_now_id == province.pk
    if row.former_province_id:
        return row.former_province_id == province.pk
    return row.province_now_id is not None and source.became(province, row.province_now_id)


def _shares_ground(candidate: Subject, ground: set[int] | None, source: RegisterSource) -> bool:
    if ground is None or candidate.place_as_issued_id is None:
        return True
    if candidate.commune_now_id:
        return candidate.commune_now_id in ground
    own = source.ground(candidate.place_as_issued_id)
    return own is None or bool(own & ground)
