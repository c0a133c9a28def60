"""Which look a site wears, and who stands behind it."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from themes.freshness import LOOKS
from themes.registry import themes


def _choices() -> list[tuple[str, str]]:
    return [(theme.slug, theme.local_name) for theme in themes().values()]


@register_setting(icon="view")
class ThemeSettings(BaseSiteSetting):
    """The theme of a Wagtail site: the name of a folder in ``themes/``."""

    slug = models.SlugField(_("theme"), max_length=40, default="mac-dinh")

    panels: ClassVar = [
        # A callable is allowed since Django 5.0; the stubs do not know it yet
        FieldPanel("slug", widget=forms.Select(choices=_choices)),  # type: ignore[arg-type]
    ]

    class Meta:
        verbose_name = _("look")

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        super().clean()
        if self.slug not in themes():
            raise ValidationError({"slug": _t("There is no theme of this name")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        transaction.on_commit(LOOKS.renew)


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """Name and legal data of the operator, printed in the footer (Decree 52/2013)."""

    site_name = models.CharField(_("site name"), max_length=80, default="Chợ Phiên")
    operator = models.CharField(pgettext_lazy("of a site", "operator"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    registration = models.CharField(_("registration"), max_length=200, blank=True)
    hotline = models.CharField(_("hotline"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    ecommerce_notice = models.CharField(_("e-commerce registration"), max_length=200, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: Shown as a band on every page: the site holds made-up or borrowed data
    shows_sample_data = models.BooleanField(_("shows sample data"), default=False)

    class Meta:
        verbose_name = _("site identity")

    def __str__(self) -> str:
        return self.site_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        transaction.on_commit(LOOKS.renew)
