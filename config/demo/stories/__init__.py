"""The demo's stories and news item, one of each seed province, in Vietnamese and English.

Every file is a page: title, introduction, an empty line, then blocks with an empty line between
them. A block begins with "# " (heading), "> " (quote, and after a bar who says it), "@producer ID",
"@products key=value … | heading", "@stars", or it is a paragraph. What is told of producers is made
up, and says so; what is told of tea, lotus, lychees and cacao is general knowledge.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from wagtail.images.models import AbstractImage

from catalog_import.samples.facts import producers
from cms.models import NewsIndexPage, NewsPage, RegionPage, StoryIndexPage, StoryPage
from config.demo.library import picture_of
from ocop.models import Place, Subject

_HERE = Path(__file__).parent
Block = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Tale:
    """One page in every language; ``motif`` names the drawing that goes with it."""

    slug: str
    motif: str
    alt: dict[str, str]
    #: Code of a province of today; empty: of none, a news item
    province: str = ""
    #: What the page of that province says under its name
    lead: dict[str, str] = field(default_factory=dict)


TALES = (
    Tale(
        "che-shan-tuyet",
        "tea-hills",
        {
            "vi": "Tranh vẽ đồi chè bậc thang và một nhà sàn trong sương sớm",
            "en": "Drawing of terraced tea hills and a stilt house in the morning mist",
        },
        "08",
        {
            "vi": "Núi cao có chè Shan, mật ong bạc hà; ven sông Lô có cam và thổ cẩm.",
            "en": "Shan tea and mint honey up high; oranges and brocade along the river Lô.",
        },
    ),
    Tale(
        "sen-va-banh-da",
        "river",
        {
            "vi": "Tranh vẽ chiếc thuyền giữa núi đá vôi và lá sen",
            "en": "Drawing of a boat between limestone hills and lotus leaves",
        },
        "37",
        {
            "vi": "Đồng chiêm, núi đá vôi và làng nghề: sen, bánh đa, cá kho, cói.",
            "en": "Low fields and limestone hills: lotus, rice paper, braised fish, sedge.",
        },
    ),
    Tale(
        "mua-vai",
        "village",
        {
            "vi": "Tranh vẽ làng ven sông với hàng cau lúc chiều",
            "en": "Drawing of a riverside village with palms in the evening",
        },
        "31",
        {
            "vi": "Đồng bằng ra tới cửa biển: vải thiều, bánh đậu xanh, gốm, hải sản.",
            "en": "A plain that reaches the sea: lychees, mung bean cakes, pottery, seafood.",
        },
    ),
    Tale(
        "vuon-buoi-ven-song",
        "orchard",
        {
            "vi": "Tranh vẽ vườn cây ăn quả hai bên lối đi",
            "en": "Drawing of fruit trees along a path",
        },
        "75",
        {
            "vi": "Sông lớn và đất đỏ: bưởi ven sông, hồ tiêu, điều, ca cao.",
            "en": "A great river and red soil: pomelos by the water, pepper, cashews, cacao.",
        },
    ),
    Tale(
        "xem-sao-the-nao",
        "basket-market",
        {
            "vi": "Tranh vẽ giỏ hàng chợ quê",
            "en": "Drawing of a basket from a country market",
        },
    ),
)


@transaction.atomic
def tell_stories() -> int:
    """Publish the pages that are not there yet; returns how many were. Editors' pages stay."""
    told = 0
    subjects = _subjects()
    for tale in TALES:
        pages = StoryPage if tale.province else NewsPage
        # Translations of one page share a key; every site has pages of its own
        keys: dict[Any, Any] = {}
        for index in (StoryIndexPage if tale.province else NewsIndexPage).objects.select_related(
            "locale"
        ):
            language = index.locale.language_code
            there = pages.objects.child_of(index).filter(slug=tale.slug).first()
            if there is None:
                key = keys.get(index.translation_key)
                there = _publish(index, pages, tale, language, subjects, key)
                told += 1
            keys.setdefault(index.translation_key, there.translation_key)
    return told


@transaction.atomic
def hang_region_pictures() -> int:
    """A drawing and a sentence for the seed provinces' pages that have no picture; returns how many
    got them."""
    tales = {tale.province: tale for tale in TALES if tale.province}
    pages = RegionPage.objects.filter(place__code__in=tales, picture=None)
    hung = 0
    for page in pages.select_related("place", "locale"):
        tale = tales[page.place.code]
        page.picture = picture_of(tale.motif)
        page.picture_alt = tale.alt[page.locale.language_code]
        page.introduction = page.introduction or tale.lead[page.locale.language_code]
        page.save_revision().publish()
        _draw("cms/includes/region_hero.html", page)
        hung += 1
    return hung


def _publish(
    index: Any, pages: Any, tale: Tale, language: str, subjects: dict[str, Subject], key: Any
) -> Any:
    title, introduction, blocks = _read(tale.slug, language)
    province = Place.objects.provinces().filter(code=tale.province).first()
    picture: AbstractImage = picture_of(tale.motif)
    page = pages(
        title=title,
        slug=tale.slug,
        introduction=introduction,
        province=province,
        picture=picture,
        picture_alt=tale.alt[language],
        locale=index.locale,
    )
    if key:
        page.translation_key = key
    page.body = [block for text in blocks if (block := _block(text, subjects))]
    index.add_child(instance=page)
    page.save_revision().publish()
    index.refresh_from_db()
    _draw("cms/includes/article_picture.html", page)
    _draw("cms/includes/article_card.html", page)
    return page


def _draw(template: str, page: Any) -> None:
    """Draw it once, so that its own template makes the sizes a first visitor would wait for."""
    render_to_string(template, {"page": page, "article": page})
    _ = page.share_picture


def _read(slug: str, language: str) -> tuple[str, str, list[str]]:
    head, *blocks = (_HERE / language / f"{slug}.txt").read_text("utf-8").strip().split("\n\n")
    title, introduction = head.split("\n")
    return title, introduction, blocks


def _block(text: str, subjects: dict[str, Subject]) -> Block | None:
    """A block as StreamField takes it; None for a producer the small demo does not have."""
    if text.startswith("# "):
        return "heading", text[2:]
    if text.startswith("> "):
        words, _bar, by = text[2:].partition(" | ")
        return "quote", {"text": words, "by": by}
    if text == "@stars":
        return "stars", None
    if text.startswith("@producer "):
        subject = subjects.get(text.removeprefix("@producer "))
        return ("subject", {"subject": subject}) if subject else None
    if text.startswith("@products "):
        rule, _bar, heading = text.removeprefix("@products ").partition(" | ")
        return "products_by_rule", dict(_fields(rule)) | {"heading": heading}
    return "paragraph", f"<p>{escape(text, quote=False)}</p>"


def _fields(rule: str) -> Iterator[tuple[str, Any]]:
    fields: dict[str, Any] = {"order": "newest", "stars": "", "group": "", "province": ""}
    for part in rule.split():
        key, _equals, value = part.partition("=")
        fields[key] = int(value) if key == "limit" else value
    yield from fields.items()


def _subjects() -> dict[str, Subject]:
    names = {producer.name: producer.id for producer in producers()}
    found = Subject.objects.filter(name__in=names, is_sample=True)
    return {names[subject.name]: subject for subject in found}
