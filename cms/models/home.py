"""The front page."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, Site

from cms.models.base import WordsPage, share_picture
from cms.panels import panels_of
from cms.sight import sight_of
from shop.catalogue.cards import Picture
from themes import structured


class HomePage(WordsPage):
    """The front page: a hero in words and one picture; the rest is live."""

    hero_title = models.CharField(_("headline"), max_length=120, blank=True)
    hero_text = models.CharField(_("lead"), max_length=300, blank=True)
    hero_image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", verbose_name=_("picture"),
    )  # fmt: skip
    hero_alt = models.CharField(
        _("the picture in words"),
        max_length=200,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("hero_title"),
        FieldPanel("hero_text"),
        MultiFieldPanel([FieldPanel("hero_image"), FieldPanel("hero_alt")], _("Picture")),
    ]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "cms.FairIndexPage",
        "cms.StandardPage",
        "cms.RegionIndexPage",
        "cms.StoryIndexPage",
        "cms.NewsIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def get_admin_display_title(self) -> str:
        """Where several sites are kept, which of them it is the front page of."""
        title: str = super().get_admin_display_title()
        sites = list(Site.objects.all())
        if len(sites) < 2:
            return title
        own = set(self.get_translations(inclusive=True).values_list("pk", flat=True))
        name = next((site.site_name for site in sites if site.root_page_id in own), "")
        return f"{title} · {name}" if name else title

    @property
    def share_picture(self) -> Picture | None:
        return share_picture(self.hero_image, self.hero_alt)

    def clean(self) -> None:
        super().clean()
        if self.hero_image_id and not self.hero_alt.strip():
            raise ValidationError({"hero_alt": _t("Say in words what the picture shows")})

    def children_called(self, slug: str) -> Any:
        for model in self.allowed_subpage_models():
            if model.own_segment == slug:
                return model.objects.child_of(self).filter(slug=slug)
        return None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        # Every language has its own front page at its prefix
        about = structured.site(
            request, home=self.get_url(request) or "/", search=reverse("search:search")
        )
        return (
            context
            | panels_of("home", sight_of(request, self))
            | {"language_urls": {}, "structured": about, "share_picture": self.share_picture}
        )
