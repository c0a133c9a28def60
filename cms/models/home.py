"""The front page."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from cms.models.base import WordsPage
from cms.panels import home_panels
from ocop import clock
from ocop.scope import scope_of


class HomePage(WordsPage):
    """The front page: a hero in words and one picture; the rest is live."""

    hero_title = models.CharField(_("headline"), max_length=120, blank=True)
    hero_text = models.CharField(_("lead"), max_length=300, blank=True)
    hero_image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
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
    subpage_types: ClassVar = ["cms.FairIndexPage", "cms.StandardPage"]

    class Meta:
        verbose_name = _("home page")

    def clean(self) -> None:
        super().clean()
        if self.hero_image_id and not self.hero_alt.strip():
            raise ValidationError({"hero_alt": _t("Say in words what the picture shows")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        # Every language has its own front page at its prefix
        return (
            context
            | home_panels(moment=clock.now(), scope=scope_of(request))
            | {"language_urls": {}}
        )
