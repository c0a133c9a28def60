"""The register as its officers look through it: searched, filtered, and in work lists."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Replace

from ocop.enums import Evidence, PlaceConfidence, StandingStatus
from ocop.models import Certificate, RegisteredProduct, Subject
from ocop.selectors.certificates import shown_on
from ocop.spelling import tokens

#: Where an address was not tied to one commune of today
UNSURE = (PlaceConfidence.SPLIT, PlaceConfidence.PARTIAL, PlaceConfidence.NONE)
#: Days ahead that a term's end is looked for
ENDING = (30, 90, 180)
NO_DECISION, UNSURE_PLACE = "no-decision", "unsure-place"
#: Keys are letters with the tone as a digit at the end of a word (``ocop.spelling``)
_PLAIN = {
    "ă": "a", "â": "a", "đ": "d", "ê": "e", "ô": "o", "ơ": "o", "ư": "u",
    "1": "", "2": "", "3": "", "4": "", "5": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What an officer asked for; empty values ask for nothing."""

    text: str = ""
    province_id: int | None = None
    commune_id: int | None = None
    #: Shown today; 0: none
    stars: int | None = None
    status: str = ""
    #: Slug of one of the six groups of today
    group: str = ""
    kind: str = ""
    #: ``NO_DECISION``, ``UNSURE_PLACE`` or "ending-<days>"
    work: str = ""
    is_sample: bool | None = None


def filter_products(
    rows: QuerySet[RegisteredProduct], filters: Filters, *, day: datetime.date
) -> QuerySet[RegisteredProduct]:
    """Live products only, by name; what was merged away is found through what it went into."""
    rows = _placed(rows.filter(merged_into=None), filters)
    for word in _words(filters.text):
        key = _plain("match_key", rows)
        rows = key.filter(
            word.within("plain_match_key", "name")
            | Q(subject__slug__contains=word.fold)
            | Q(product_code__icontains=word.text)
            | Exists(
                Certificate.objects.filter(product=OuterRef("pk"), decision_no__icontains=word.text)
            )
        )
    if filters.stars == 0:
        rows = rows.filter(
            ~Exists(Certificate.objects.valid_on(day).filter(product=OuterRef("pk")))
        )
    elif filters.stars:
        rows = rows.filter(Exists(_shown(day).filter(stars=filters.stars)))
    if filters.status:
        rows = rows.filter(last_status=filters.status)
    if filters.group:
        rows = rows.filter(
            Q(group__current__slug=filters.group) | Q(group__current__parent__slug=filters.group)
        )
    if filters.kind:
        rows = rows.filter(subject__kind=filters.kind)
    return _in_work_list(rows, filters.work, day).order_by("name", "pk")


def filter_subjects(rows: QuerySet[Subject], filters: Filters) -> QuerySet[Subject]:
    """Live subjects only, by name, with the number of their live products as ``product_count``."""
    rows = _placed(rows.filter(merged_into=None), filters)
    for word in _words(filters.text):
        rows = _plain("match_key", rows).filter(
            word.within("plain_match_key", "name")
            | Q(slug__contains=word.fold)
            | Q(phone__contains=word.text)
            | Q(tax_code__contains=word.text)
        )
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.work == UNSURE_PLACE:
        rows = rows.filter(place_confidence__in=UNSURE)
    counted = Count("products", filter=Q(products__merged_into=None))
    return rows.annotate(product_count=counted).order_by("name", "pk")


def work_counts(products: QuerySet[RegisteredProduct], *, day: datetime.date) -> dict[str, int]:
    """By work list, how many of these products wait in it."""
    live = products.filter(merged_into=None)
    lists = [NO_DECISION, *(f"ending-{days}" for days in ENDING), UNSURE_PLACE]
    return {name: _in_work_list(live, name, day).count() for name in lists}


def _in_work_list(
    rows: QuerySet[RegisteredProduct], work: str, day: datetime.date
) -> QuerySet[RegisteredProduct]:
    if work == NO_DECISION:
        decided = Certificate.objects.filter(product=OuterRef("pk"), evidence=Evidence.DECISION)
        recognised = (StandingStatus.CERTIFIED, StandingStatus.RENEWED)
        return rows.filter(~Exists(decided), last_status__in=recognised)
    if work == UNSURE_PLACE:
        return rows.filter(place_confidence__in=UNSURE)
    name, _, days = work.partition("-")
    if name == "ending" and days.isdecimal():
        last = day + datetime.timedelta(days=int(days[:4]))
        return rows.filter(Exists(_shown(day).filter(valid_until__lte=last)))
    return rows


def _shown(day: datetime.date) -> QuerySet[Certificate]:
    return shown_on(day).filter(product=OuterRef("pk"))


def _placed(rows: QuerySet[Any], filters: Filters) -> QuerySet[Any]:
    if filters.province_id:
        rows = rows.filter(province_now=filters.province_id)
    if filters.commune_id:
        rows = rows.filter(commune_now=filters.commune_id)
    if filters.is_sample is not None:
        rows = rows.filter(is_sample=filters.is_sample)
    return rows


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    fold: str

    def within(self, plain: str, name: str) -> Q:
        """A word of letters is looked for without accents; one with a digit as it stands."""
        if any(character.isdigit() for character in self.text):
            return Q(**{f"{name}__icontains": self.text})
        return Q(**{f"{plain}__contains": self.fold})


def _words(text: str) -> list[_Word]:
    """Of what was typed, blanks apart: "12/QĐ-UBND" is one word."""
    folded = ((word, "".join(fold for _, fold in tokens(word))) for word in text.split()[:12])
    return [_Word(word, fold) for word, fold in folded if fold]


def _plain(key: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """With ``plain_<key>``: the key without accents and tones, as the database reads it."""
    name = f"plain_{key}"
    if name in rows.query.annotations:
        return rows
    expression: Any = F(key)
    for letter, plain in _PLAIN.items():
        expression = Replace(expression, Value(letter), Value(plain))
    return rows.alias(**{name: expression})
