"""What the screens of a batch show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalog_import.photos.messages import how_text, problem_text, why_not_text
from catalog_import.photos.models import Photo, PhotoBatch
from catalog_import.photos.selectors import Shown, pictures_there, shown_products

PER_PAGE = 24
_PER_RESULT_PAGE = 100

_UNMATCHED = Q(problem="", is_left_out=False, product=None)
_MATCHED = Q(problem="", is_left_out=False, product__isnull=False)
#: Tab → (words, photos in it), in the order of the page
TABS: dict[str, tuple[Any, Q]] = {
    "chua-khop": (_("Without a product"), _UNMATCHED),
    "da-khop": (_("With a product"), _MATCHED),
    "bo-qua": (_("Left out"), Q(problem="", is_left_out=True)),
    "loi": (_("Cannot be used"), ~Q(problem="")),
}


@dataclass(frozen=True, slots=True)
class Tab:
    slug: str
    label: Any
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A picture of the preview beside the product it goes to."""

    photo: Photo
    product: Shown | None
    options: tuple[Shown, ...]
    how: str
    why_not: str
    problem: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A picture of the result."""

    photo: Photo
    product: Shown | None


def tabs_of(batch: PhotoBatch, wanted: str) -> list[Tab]:
    """Tabs with their counts, one query; the first that needs a person is chosen by itself."""
    counted = {slug.replace("-", "_"): Count("pk", filter=q) for slug, (_l, q) in TABS.items()}
    counts = batch.photos.aggregate(**counted)
    numbers = {slug: counts[slug.replace("-", "_")] for slug in TABS}
    chosen = wanted if wanted in TABS else next((s for s in TABS if numbers[s]), "da-khop")
    return [Tab(slug, label, numbers[slug], slug == chosen) for slug, (label, _q) in TABS.items()]


def photos_in(batch: PhotoBatch, tab: str) -> QuerySet[Photo]:
    photos: QuerySet[Photo] = batch.photos.filter(TABS[tab][1])
    order = ("product__name", "product", "position", "pk") if tab == "da-khop" else ("position",)
    return photos.order_by(*order, "pk")


def page_of(photos: QuerySet[Photo], number: str | None, *, result: bool = False) -> Page[Photo]:
    return Paginator(photos, _PER_RESULT_PAGE if result else PER_PAGE).get_page(number)


def cards(photos: Sequence[Photo]) -> list[Card]:
    """A fixed number of queries however many pictures."""
    wanted = {pk for photo in photos for pk in (photo.product_id, *photo.candidates) if pk}
    products = shown_products(wanted)
    there = pictures_there(
        {products[p.product_id].listing for p in photos if p.product_id in products}
    )
    return [_card(photo, products, there) for photo in photos]


def _card(photo: Photo, products: dict[int, Shown], there: set[tuple[int, str]]) -> Card:
    product = products.get(photo.product_id) if photo.product_id else None
    pks = dict.fromkeys([*([photo.product_id] if photo.product_id else []), *photo.candidates])
    keys = (
        {(product.listing, photo.file_hash), (product.listing, photo.sha256)} if product else set()
    )
    return Card(
        photo=photo,
        product=product,
        options=tuple(products[pk] for pk in pks if pk in products),
        how=how_text(photo.matched_by),
        why_not="" if product else why_not_text(photo.why_not),
        problem=problem_text(photo.problem, photo.problem_params),
        is_there=bool(keys & there),
    )


def lines(photos: Sequence[Photo]) -> list[Line]:
    products = shown_products({photo.product_id for photo in photos if photo.product_id})
    return [
        Line(photo, products.get(photo.product_id) if photo.product_id else None)
        for photo in photos
    ]


def outcomes_of(batch: PhotoBatch) -> list[tuple[str, int]]:
    """(words, how many) of what came of the pictures, one query."""
    rows = batch.photos.exclude(outcome="").order_by().values("outcome").annotate(n=Count("pk"))
    counts = {row["outcome"]: row["n"] for row in rows}
    return [(str(o.label), counts[o.value]) for o in Photo.Outcome if counts.get(o.value)]
