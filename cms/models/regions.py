"""The country by provinces."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import WordsBlock
from cms.blocks.gathering import gathered
from cms.economic_regions import ECONOMIC_REGIONS
from cms.map import Archipelago, Step, province_map, step_of, steps
from cms.models.base import PROVINCES_OF_TODAY, Pictured, WordsPage, common_context
from cms.panels import panels_of
from cms.selectors.places import former_provinces
from cms.selectors.regions import (
    Office,
    office_of,
    products_in_term,
    region_facts,
)
from cms.sight import sight_of
from ocop.enums import Scheme
from ocop.models import Place
from ocop.selectors.places import find_province
from ocop.spelling import clean, fold
from shop.catalogue.cards import first_picture
from shop.scope.selectors import scope_of
from themes.registry import theme_of_province

_LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class Province:
    """A province in the list and on the map."""

    code: str
    name: str
    #: Names of former provinces that became part of it
    formerly: tuple[str, ...]
    url: str
    products: int
    #: Number of the shade; 0: none
    step: int

    def is_called(self, folded: str) -> bool:
        """Whether a name of it, today's or a former one, has words that begin so."""
        return any(f" {folded}" in f" {fold(name)}" for name in (self.name, *self.formerly))


@dataclass(frozen=True, slots=True)
class ProvinceGroup:
    slug: str
    name: Promise
    provinces: tuple[Province, ...]


class RegionIndexPage(WordsPage):
    """All provinces as a list and on a map."""

    own_segment = "vung-mien"

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.RegionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("all regions")

    def children_called(self, slug: str) -> Any:
        pages = RegionPage.objects.child_of(self).filter(slug=slug)
        return pages.select_related("place")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        query = clean(request.GET.get("tim", ""))[:_LONGEST_QUERY]
        sight = sight_of(request, self.line()[0])
        counts = products_in_term(sight.day, scope=sight.scope)
        shades = steps(counts)
        provinces = self._provinces(request, counts, shades)
        found = _called(query, provinces) if query else provinces
        shown = province_map()
        return (
            context
            | common_context(self, request)
            | {
                "query": query,
                "found": len(found),
                "groups": _grouped(found),
                "steps": shades,
                "map": shown,
                "outlines": [
                    (outline, provinces[outline.code])
                    for outline in shown.outlines
                    if outline.code in provinces
                ],
                "bare_outlines": [
                    outline for outline in shown.outlines if outline.code not in provinces
                ],
                "archipelagoes": [(each, provinces.get(each.code)) for each in shown.archipelagoes],
            }
        )

    def _provinces(
        self, request: HttpRequest, counts: dict[str, int], shades: tuple[Step, ...]
    ) -> dict[str, Province]:
        """By code, those with a public page inside the site's scope."""
        scope = scope_of(request)
        former = former_provinces()
        here = self.get_url(request) or ""
        pages = RegionPage.objects.child_of(self).live().select_related("place")
        return {
            page.place.code: Province(
                code=page.place.code,
                name=page.place.name,
                formerly=tuple(
                    name
                    for _code, name in former.get(page.place.code, ())
                    if name != page.place.name
                ),
                url=f"{here}{page.slug}/",
                products=counts.get(page.place.code, 0),
                step=step_of(counts.get(page.place.code, 0), shades),
            )
            for page in scope.filter(pages, "place").order_by("place__slug")
        }


def _other_names(
    place: Place, former: Mapping[str, tuple[tuple[str, str], ...]]
) -> tuple[str, ...]:
    return tuple(name for _code, name in former.get(place.code, ()) if name != place.name)


def _called(query: str, provinces: dict[str, Province]) -> dict[str, Province]:
    """Provinces of that name, with or without accents, unit word or abbreviation."""
    known = {link.code for link in find_province(query) if link.scheme == Scheme.SINCE_2025_07}
    folded = fold(query)
    return {
        code: province
        for code, province in provinces.items()
        if code in known or (folded and province.is_called(folded))
    }


def _grouped(provinces: dict[str, Province]) -> list[ProvinceGroup]:
    groups = []
    for region in ECONOMIC_REGIONS:
        inside = tuple(each for code, each in provinces.items() if code in region.provinces)
        if inside:
            groups.append(ProvinceGroup(region.slug, region.name, inside))
    return groups


class RegionPage(Pictured, WordsPage):
    """A province of today: an editor's words beside what the register says of it now."""

    place = models.ForeignKey(
        "ocop.Place",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("province"),
        limit_choices_to=PROVINCES_OF_TODAY,
    )
    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    body = StreamField(WordsBlock(), blank=True, verbose_name=_("text"))
    office_name = models.CharField(_("coordination office"), max_length=200, blank=True)
    office_address = models.CharField(_("address"), max_length=300, blank=True)
    office_phone = models.CharField(_("telephone"), max_length=15, blank=True)
    office_email = models.EmailField(_("e-mail"), blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("place"),
        *Pictured.picture_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("office_name"),
                FieldPanel("office_address"),
                FieldPanel("office_phone"),
                FieldPanel("office_email"),
            ],
            _("Whom to ask"),
            help_text=_("Left empty, the centre that answers for the province is shown."),
        ),
    ]
    parent_page_types: ClassVar = ["cms.RegionIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("region")

    def clean(self) -> None:
        super().clean()
        if self.place_id and self.locale_id:
            others = RegionPage.objects.filter(place=self.place_id, locale=self.locale_id)
            if self.path:
                others = others.filter(path__startswith=self.path[: 2 * self.steplen])
            if others.exclude(pk=self.pk).exists():
                raise ValidationError({"place": _t("This province has its page already.")})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not scope_of(request).holds(self.place_id):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        if request and not scope_of(request).holds(self.place_id):
            return []
        return super().get_sitemap_urls(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        sight = sight_of(request, self.line()[0], self.place)
        facts = region_facts(self.place, moment=sight.moment)
        theme = theme_of_province(self.place.code)
        return (
            context
            | common_context(self, request)
            | panels_of("region", sight)
            | {
                "region": facts,
                # The word for "province" is Vietnamese: it belongs to the name in no other language
                "place_name": self.place.full_name if sight.language == "vi" else self.place.name,
                "share_picture": self.share_picture or first_picture(facts.best),
                "office": self._office(),
                "gathered": gathered([self.body], sight),
                "archipelago": self._archipelago(),
            }
            | ({"theme": theme} if theme else {})
        )

    def _office(self) -> Office | None:
        if self.office_name:
            return Office(
                self.office_name, self.office_address, self.office_phone, self.office_email
            )
        return office_of(self.place)

    def _archipelago(self) -> Archipelago | None:
        """The archipelago that is part of the province; links from the map lead to its name."""
        found = (each for each in province_map().archipelagoes if each.code == self.place.code)
        return next(found, None)
