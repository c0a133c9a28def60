"""Pages of plain words."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.models.base import WordsPage
from themes.structured import breadcrumbs


class StandardPage(WordsPage):
    """A page of plain words: about, guide, policy."""

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    body = RichTextField(
        _("text"),
        blank=True,
        features=["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "image"],
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar = ["cms.HomePage", "cms.StandardPage"]
    subpage_types: ClassVar = ["cms.StandardPage"]

    class Meta:
        verbose_name = _("standard page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        translations = self.get_translations().live().select_related("locale")
        ancestors = self.get_ancestors().live().filter(depth__gt=2)
        way = [(_t("Home"), reverse("wagtail_serve", args=[""]))]
        way += [(page.title, page.get_url(request)) for page in [*ancestors, self]]
        return context | {
            "ancestors": ancestors,
            "structured": [breadcrumbs(request, way)],
            "children": StandardPage.objects.child_of(self).live(),
            "language_urls": {
                page.locale.language_code: page.get_url(request) for page in translations
            },
        }
