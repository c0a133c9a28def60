"""Completions that lead to a filter: stars, places and groups; and how a completion begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from ocop.enums import COMMUNE_KINDS, Scheme
from ocop.models import PlaceSuccession
from ocop.spelling import fold_key
from search.query import Vocabulary
from search.selectors.names import PlaceName, names
from search.tokens import Word, words
from shop.scope.selectors import Scope

_PLACES = 3
_MOST_PLACES = 400
_AREAS = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: str
    text: str
    url: str
    #: A district or commune: it stands after products, a province before them
    is_area: bool = False


def stars(typed: Sequence[Word]) -> list[Suggestion]:
    """ "5", "5 s", "năm sao"; and all three for "sao". "Ba" alone is more likely a beginning. In
    the language in use too: "5 stars"."""
    found = []
    for stars, written in ((5, "năm"), (4, "bốn"), (3, "ba")):
        shown = gettext("OCOP %(stars)d stars") % {"stars": stars}
        names = [f"{stars} sao", f"ocop {stars} sao", "sao"]
        names += [shown, shown.removeprefix("OCOP "), shown.split()[-1]]
        names += [f"{written} sao"] if len(typed) > 1 else []
        if any(begins(typed, name) for name in names) and typed[0].exact not in {"s", "o"}:
            url = f"{reverse('search:listing')}?{urlencode({'sao': stars})}"
            found.append(Suggestion("stars", shown, url))
    return found


def places(typed: Sequence[Word], vocabulary: Vocabulary, scope: Scope) -> list[Suggestion]:
    """Places that begin so and that listings come from; provinces first, today's before former."""
    candidates = names().places(fold_key(" ".join(word.fold for word in typed)))
    if not scope.is_everything and candidates:
        inside = _provinces_then_and_now(scope)
        candidates = [place for place in candidates if place.province_id in inside]
    found: dict[str, Suggestion] = {}
    for place in sorted(candidates[:_MOST_PLACES], key=_place_rank):
        if place.name_key in found or not begins(typed, place.name):
            continue
        if vocabulary.is_place([word.fold for word in words(place.name)]):
            found[place.name_key] = Suggestion(
                "place", _place_text(place), _place_url(place), is_area=not place.is_province
            )
            if len(found) == _PLACES:
                break
    areas = [place for place in found.values() if place.is_area]
    return [place for place in found.values() if place not in areas[_AREAS:]]


def _provinces_then_and_now(scope: Scope) -> set[int]:
    """The provinces of the scope and the former ones that lie in them."""
    former = PlaceSuccession.objects.filter(new__in=scope.province_ids)
    return {*scope.province_ids, *former.values_list("old_id", flat=True)}


def _place_rank(place: PlaceName) -> tuple[int, bool, str]:
    level = 0 if place.is_province else 2 if place.kind in COMMUNE_KINDS else 1
    return level, place.scheme != Scheme.SINCE_2025_07, place.name


def _place_text(place: PlaceName) -> str:
    if place.is_province:
        return place.name
    return f"{place.full_name}, {place.province_name}" if place.province_name else place.full_name


def _place_url(place: PlaceName) -> str:
    if place.is_province:
        param = "tinh" if place.scheme == Scheme.SINCE_2025_07 else "tinh-cu"
        return f"{reverse('search:listing')}?{urlencode({param: place.code})}"
    if place.scheme == Scheme.SINCE_2025_07 and place.province_code:
        query = {"tinh": place.province_code, "xa": place.code}
        return f"{reverse('search:listing')}?{urlencode(query)}"
    return f"{reverse('search:search')}?{urlencode({'q': place.name})}"


def groups(typed: Sequence[Word]) -> list[Suggestion]:
    """By the official name or the one in the language in use; shown in the latter."""
    return [
        Suggestion("group", group.local_name, reverse("search:group", kwargs={"slug": group.slug}))
        for group in names().groups
        if begins(typed, group.name) or begins(typed, group.local_name)
    ]


def begins(typed: Sequence[Word], name: str) -> bool:
    """The name starts with what was typed, its last word perhaps unfinished."""
    said = words(name)
    if len(said) < len(typed):
        return False
    *before, last = typed
    return last.begins(said[len(before)]) and all(
        word.fits(other) for word, other in zip(before, said, strict=False)
    )
