"""Records that may be one, suggested and never decided here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from django.db.models import QuerySet

from ocop.models import DismissedTwins, RegisteredProduct, Subject
from ocop.spelling import fold, loose_key

#: Share of letters in order that two names have in common
_ALIKE = 0.9
#: More records than this in one place are compared by key alone
_MOST_COMPARED = 60
#: Legal forms and trades as keys abbreviate them: they say what a subject is, not which
_FORMS = frozenset(
    {
        "htx", "tht", "cty", "cp", "ctcp", "tnhh", "mtv", "hkd", "cs", "dn", "dntn", "nn", "dv",
        "tm", "sx", "kd", "th", "xd", "xnk", "cn",
    }
)  # fmt: skip
#: Marks that a list may or may not print after a product's name
_MARKS = frozenset({"ocop", "vietgap"})


@dataclass(frozen=True, slots=True)
class Twins:
    """Two records, the lower key first."""

    kind: str
    first_id: int
    second_id: int


def suggested_twins(
    *, subjects: QuerySet[Subject], products: QuerySet[RegisteredProduct]
) -> list[Twins]:
    """Pairs alike enough to look at, those a person dismissed left out; three queries.

    Subjects of one province by what their names say beside legal forms, or nearly the same name in
    one commune; products of one subject by their names. Nothing is compared across provinces.
    """
    pairs = [*_of_subjects(subjects), *_of_products(products)]
    dismissed = {
        Twins(kind, first, second)
        for kind, first, second in DismissedTwins.objects.values_list(
            "kind", "first_id", "second_id"
        )
    }
    return [pair for pair in dict.fromkeys(pairs) if pair not in dismissed]


def _of_subjects(subjects: QuerySet[Subject]) -> Iterator[Twins]:
    rows = list(
        subjects.filter(merged_into=None, province_now__isnull=False)
        .order_by("pk")
        .values_list("pk", "match_key", "province_now", "commune_now")
    )
    cores = {pk: _core(key, _FORMS) for pk, key, _, _ in rows}
    by_core: dict[tuple[int, str], list[int]] = defaultdict(list)
    by_commune: dict[int, list[int]] = defaultdict(list)
    communes = {}
    for pk, _, province, commune in rows:
        communes[pk] = commune
        if cores[pk]:
            by_core[province, cores[pk]].append(pk)
        if commune:
            by_commune[commune].append(pk)
    kind = DismissedTwins.Kind.SUBJECT.value
    for alike in by_core.values():
        for first, second in combinations(alike, 2):
            # One name in two communes that are both known is two subjects (domain.md §6.2)
            if None in {communes[first], communes[second]} or communes[first] == communes[second]:
                yield Twins(kind, first, second)
    yield from _near(kind, by_commune.values(), cores)


def _of_products(products: QuerySet[RegisteredProduct]) -> Iterator[Twins]:
    rows = list(
        products.filter(merged_into=None, province_now__isnull=False)
        .order_by("pk")
        .values_list("pk", "match_key", "subject", "province_now")
    )
    cores = {pk: _core(key, _MARKS) for pk, key, _, _ in rows}
    by_subject: dict[int, list[int]] = defaultdict(list)
    by_core: dict[tuple[int, str], list[tuple[int, int | None]]] = defaultdict(list)
    for pk, _, subject, province in rows:
        if subject:
            by_subject[subject].append(pk)
        if cores[pk]:
            by_core[province, cores[pk]].append((pk, subject))
    kind = DismissedTwins.Kind.PRODUCT.value
    for alike in by_core.values():
        for (first, one), (second, other) in combinations(alike, 2):
            if one == other or None in {one, other}:
                yield Twins(kind, first, second)
    yield from _near(kind, by_subject.values(), cores)


def _near(kind: str, groups: Iterable[list[int]], cores: dict[int, str]) -> Iterator[Twins]:
    for group in groups:
        if len(group) > _MOST_COMPARED:
            continue
        for first, second in combinations(group, 2):
            if _is_near(cores[first], cores[second]):
                yield Twins(kind, first, second)


def _is_near(one: str, other: str) -> bool:
    if not one or not other or _digits(one) != _digits(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _digits(text: str) -> str:
    """Sizes and degrees tell products apart: "38 độ" is not "40 độ"."""
    return "".join(character for character in text if character.isdigit())


def _core(key: str, left_out: frozenset[str]) -> str:
    """The key without accents, i for y, and without words that do not tell names apart."""
    words = [_without_tone(word) for word in loose_key(key).split()]
    own = [word for word in words if word not in left_out]
    return "".join(own or words)


def _without_tone(word: str) -> str:
    plain = fold(word)
    return plain[:-1] if plain[-1:].isdigit() and not plain.isdigit() else plain
