"""Forms of a booth in the sellers' area. None has a field for another's things or for dates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.fields import WholeNumberField
from shop.partner.models import StockRecord
from themes.templatetags.looks import dong

_PRICE = _("Enter the price in whole đồng, such as 125000")
_UNITS = _("Enter how many packs, or leave it empty")


class IntroductionForm(forms.Form):
    introduction = forms.CharField(
        label=_("About you, for visitors of the fair"), max_length=1500, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class FairPriceForm(forms.Form):
    """``records``: the packs of the product that have a price."""

    pack = forms.TypedChoiceField(
        label=_("Pack"),
        coerce=int,
        error_messages={"required": _("Choose a pack of this product.")},
    )
    price = WholeNumberField(
        label=_("Fair price in đồng"), min_value=1, max_value=999_999_999,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _PRICE),
    )  # fmt: skip
    quota = WholeNumberField(
        label=_("Packs at this price"), min_value=1, max_value=1_000_000, required=False,
        help_text=_("Empty: as many as you have."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _UNITS),
    )  # fmt: skip

    def __init__(self, *args: Any, records: list[StockRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pack"].choices = [  # type: ignore[attr-defined]
            (record.product_id, _pack_words(record)) for record in records
        ]


def _pack_words(record: StockRecord) -> str:
    label = record.product.pack_label
    return f"{label}: {dong(record.price_dong)}" if label else dong(record.price_dong)
