"""Words and pictures of fairs. Fairs themselves, their dates and their state, stand in ``fairs``,
which also serves the addresses of these pages.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.models.base import WordsPage, share_picture
from cms.sight import root_path_of
from fairs.models import Fair
from fairs.panels import PageHead, Panel, register_panel
from fairs.views.public import render_index, render_lobby
from shop.catalogue.cards import Picture

_TEMPLATE = "cms/includes/fair_words.html"
#: Without the slug, which is given
_PROMOTE = [MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")])]
_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "image"]


class _ServedByFairs(WordsPage):
    """A page at an address of the fairs: only previews of it are drawn here."""

    class Meta:
        abstract = True

    @property
    def share_picture(self) -> Picture | None:
        return None

    def panel(self) -> Panel:
        """What the room of fairs shows of the page, and what it puts at its head."""
        head = PageHead(
            headline=self.title,
            title=self.seo_title or self.title,
            description=self.search_description or self.introduction,
            share_picture=self.share_picture,
        )
        return Panel(_TEMPLATE, self, head)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """None: fairs are listed by themselves, with or without words."""
        return []

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)


class FairIndexPage(_ServedByFairs):
    """What stands above the calendar of fairs."""

    own_segment: ClassVar = "hoi-cho"

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    body = RichTextField(_("text"), blank=True, features=_FEATURES)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar = _PROMOTE
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.FairPage"]

    class Meta:
        verbose_name = _("calendar of fairs")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.own_segment
        super().full_clean(*args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return render_index(request, panels=[self.panel()])


class FairPage(_ServedByFairs):
    """What stands above the booths of one fair, in one language. Its address is the fair's."""

    fair = models.ForeignKey(
        Fair, on_delete=models.PROTECT, related_name="+", verbose_name=_("fair")
    )
    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    hero_image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", verbose_name=_("picture"),
    )  # fmt: skip
    hero_alt = models.CharField(
        _("the picture in words"), max_length=200, blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )  # fmt: skip
    body = RichTextField(_("text"), blank=True, features=_FEATURES)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("fair"),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("hero_image"), FieldPanel("hero_alt")], _("Picture")),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar = _PROMOTE
    parent_page_types: ClassVar = ["cms.FairIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("page of a fair")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if self.fair_id:
            self.slug = self.fair.slug
        super().full_clean(*args, **kwargs)

    @property
    def share_picture(self) -> Picture | None:
        return share_picture(self.hero_image, self.hero_alt)

    def clean(self) -> None:
        super().clean()
        if self.hero_image_id and not self.hero_alt.strip():
            raise ValidationError({"hero_alt": _t("Say in words what the picture shows")})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return render_lobby(request, self.fair, panels=[self.panel()])


@register_panel("words")
def words(request: HttpRequest, fair: Fair | None) -> Panel | None:
    """The site's own page of a fair, or of the calendar, in the language of the request."""
    root = root_path_of(request)
    if not root:
        return None
    if fair is None:
        page = FairIndexPage.objects.live().filter(url_path__startswith=root).first()
    else:
        pages = FairPage.objects.live().filter(fair=fair, url_path__startswith=root)
        page = pages.select_related("hero_image").first()
    return page.panel() if page else None
