"""Pictures of listings: which renditions exist, and how they become a ``<picture>``.

Renditions are made by a task when a picture is added, never in a request; a page uses what is
there, and shows the group's drawing until then.
"""

from collections import defaultdict
from collections.abc import Iterable

from wagtail.images import get_image_model
from wagtail.images.models import Rendition

from shop.catalogue.cards import Picture, PictureSource
from shop.catalogue.models import ProductImage

SIZES = (320, 480, 800)
_QUALITY = {"avif": 55, "webp": 72}
_FALLBACK = "fill-480x480|format-jpeg|jpegquality-76"


def _spec(size: int, kind: str) -> str:
    return f"fill-{size}x{size}|format-{kind}|{kind}quality-{_QUALITY[kind]}"


#: filter spec → (MIME type, width); None for the fallback
SPECS: dict[str, tuple[str, int] | None] = {
    **{_spec(size, kind): (f"image/{kind}", size) for kind in _QUALITY for size in SIZES},
    _FALLBACK: None,
}


def make_renditions(image_id: int) -> int:
    """Make every rendition a page may ask for; returns how many there are. Safe to repeat, also
    when the image was deleted meanwhile.
    """
    image = get_image_model().objects.filter(pk=image_id).first()
    return len(image.get_renditions(*SPECS)) if image else 0


def pictures_of(listing_ids: Iterable[int]) -> dict[int, list[Picture]]:
    """The pictures of each listing in their order; two queries whatever the number."""
    rows = list(
        ProductImage.objects.filter(product_id__in=list(listing_ids), image__isnull=False)
        .select_related("image")
        .order_by("display_order", "pk")
    )
    renditions: dict[int, dict[str, Rendition]] = defaultdict(dict)
    for rendition in Rendition.objects.filter(
        image_id__in={row.image_id for row in rows}, filter_spec__in=list(SPECS)
    ):
        renditions[rendition.image_id][rendition.filter_spec] = rendition
    found: dict[int, list[Picture]] = defaultdict(list)
    for row in rows:
        if picture := _picture(row, renditions[row.image_id]):
            found[row.product_id].append(picture)
    return found


def _picture(row: ProductImage, made: dict[str, Rendition]) -> Picture | None:
    fallback = made.get(_FALLBACK)
    if fallback is None or row.image is None:
        return None
    sources = []
    for kind in _QUALITY:
        there = [(size, made.get(_spec(size, kind))) for size in SIZES]
        srcset = ", ".join(f"{r.url} {size}w" for size, r in there if r)
        if srcset:
            sources.append(PictureSource(type=f"image/{kind}", srcset=srcset))
    return Picture(
        url=fallback.url,
        width=fallback.width,
        height=fallback.height,
        alt=row.caption or row.image.description or row.image.title,
        sources=tuple(sources),
    )
