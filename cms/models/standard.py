"""Pages of plain words."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.blocks import WordsBlock
from cms.blocks.gathering import gathered
from cms.models.base import WordsPage, common_context
from cms.sight import sight_of


class StandardPage(WordsPage):
    """A page of words: about, guide, policy."""

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    body = RichTextField(
        _("text"),
        blank=True,
        features=["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "image"],
    )
    sections = StreamField(
        WordsBlock(),
        blank=True,
        verbose_name=_("sections"),
        help_text=_("Stand below the text: pictures, products, quotes …"),
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("sections"),
    ]
    parent_page_types: ClassVar = ["cms.HomePage", "cms.StandardPage"]
    subpage_types: ClassVar = ["cms.StandardPage"]

    class Meta:
        verbose_name = _("standard page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return (
            context
            | common_context(self, request)
            | {
                "children": StandardPage.objects.child_of(self).live(),
                "gathered": gathered([self.sections], sight_of(request, self.line()[0])),
            }
        )
