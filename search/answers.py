"""Answers as other programs read them: the forms of ``manage.py search --json`` and ``--batch``."""

import datetime
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext

from ocop.enums import Scheme
from ocop.selectors.places import find_province
from search.query import COUNTED, Facet, SearchQuery
from search.selectors import find, hits
from search.selectors.labels import PLACE_FACETS, groups_by_slug, places_by_key
from search.selectors.suggestions import suggest

_LIMIT = 24
_MAX_LIMIT = 1000


class NotUnderstood(ValueError):
    """A filter names something that does not exist; the message says what."""


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    stars: tuple[str, ...] = ()
    #: A name of today's is today's province; a name that is only an old one, the old boundaries
    province: str = ""
    #: Slug of a group or of a set
    group: str = ""
    limit: int = _LIMIT
    wants_suggestions: bool = False

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> "Question":
        """Stars may be 4, "4,5" or [4, 5]; what is missing or null is not asked."""
        limit = line.get("limit")
        return cls(
            text=str(line.get("query") or ""),
            stars=stars_from(line.get("stars")),
            province=str(line.get("province") or ""),
            group=str(line.get("group") or ""),
            limit=_LIMIT if limit is None else int(limit),
            wants_suggestions=bool(line.get("suggest")),
        )


def stars_from(value: Any) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    parts = value if isinstance(value, (list, tuple)) else str(value).split(",")
    stars = tuple(str(part).strip() for part in parts if str(part).strip())
    if not set(stars) <= set("12345"):
        raise NotUnderstood(gettext("Stars are whole numbers from 1 to 5."))
    return stars


def answer(question: Question, *, day: datetime.date) -> dict[str, Any]:
    """The result as plain data, in the documented form."""
    if question.wants_suggestions:
        found_suggestions = suggest(question.text, day=day)
        return {
            "suggestions": [
                {"kind": one.kind, "text": one.text, "url": one.url} for one in found_suggestions
            ]
        }
    query = SearchQuery(
        day=day, filters=_filters(question), limit=max(0, min(question.limit, _MAX_LIMIT))
    )
    started = time.perf_counter()
    found = find(question.text, query)
    took = (time.perf_counter() - started) * 1000
    return {
        "total": found.page.total,
        "took_ms": round(took, 2),
        "backend": found.page.backend,
        "results": [asdict(hit) for hit in hits(found.page.ids, day=day)],
        "facets": _named(found.page.counts),
    }


def _filters(question: Question) -> dict[Facet, Sequence[str]]:
    filters: dict[Facet, Sequence[str]] = {}
    if question.stars:
        filters[Facet.STARS] = question.stars
    if question.province:
        places = find_province(question.province)
        if not places:
            raise NotUnderstood(
                gettext("No province is called “%(name)s”.") % {"name": question.province}
            )
        is_today = places[0].scheme == Scheme.SINCE_2025_07
        facet = Facet.PROVINCE if is_today else Facet.FORMER_PROVINCE
        filters[facet] = (places[0].key,)
    if question.group:
        group = groups_by_slug().get(question.group)
        if group is None:
            raise NotUnderstood(gettext("There is no group “%(slug)s”.") % {"slug": question.group})
        filters[Facet.SET if group.parent_id else Facet.GROUP] = (group.slug,)
    return filters


def _named(counts: Mapping[Facet, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Places by name instead of key; communes of one full name are counted together."""
    keys = [key for facet in PLACE_FACETS for key in counts.get(facet, ())]
    places = places_by_key(keys)
    named: dict[str, dict[str, int]] = {}
    for facet in COUNTED:
        found: Counter[str] = Counter()
        for value, number in counts.get(facet, {}).items():
            if facet in PLACE_FACETS:
                place = places[value]
                value = place.full_name if facet == Facet.COMMUNE else place.name  # noqa: PLW2901
            found[value] += number
        named[facet.value] = dict(found)
    return named
