"""The form on which an operator says what a site shows."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from ocop.models import Place


class SiteScopeForm(WagtailAdminModelForm):
    """Offers and takes the provinces of today, of all the places there are or were."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provinces"].queryset = Place.objects.provinces().order_by("name")
