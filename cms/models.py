"""Pages: words and pictures only. Nothing operational lives on a page."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    """The front page: a hero in words and one picture; the rest is live."""

    hero_title = models.CharField(_("headline"), max_length=120, blank=True)
    hero_text = models.CharField(_("lead"), max_length=300, blank=True)
    hero_image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("hero_title"),
        FieldPanel("hero_text"),
        FieldPanel("hero_image"),
    ]
    max_count_per_parent: ClassVar = 1

    class Meta:
        verbose_name = _("home page")


class StandardPage(Page):
    """A page of plain words: about, guide, policy."""

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    body = RichTextField(_("text"), blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("standard page")
