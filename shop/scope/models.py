"""Which provinces a Wagtail site shows."""

from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from ocop.models import Place
from shop.scope.forms import SiteScopeForm
from themes.freshness import Stamp

#: What sites show, as ``shop.scope.selectors`` keeps it
SCOPES = Stamp("shop:scope")


@register_setting(icon="globe")
class SiteScope(BaseSiteSetting, ClusterableModel):
    """The provinces of today whose products, fairs and pages a site shows; none: all of them."""

    provinces = ParentalManyToManyField(
        Place, blank=True, related_name="+", verbose_name=_("provinces"),
        help_text=_("A site bound to provinces shows nothing of others. None chosen: all."),
    )  # fmt: skip

    base_form_class = SiteScopeForm
    panels: ClassVar = [FieldPanel("provinces", widget=forms.CheckboxSelectMultiple)]

    class Meta:
        verbose_name = _("provinces of the site")

    def __str__(self) -> str:
        return f"{self.site}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        transaction.on_commit(SCOPES.renew)
