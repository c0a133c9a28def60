"""Forms of the sellers' area. None has a field for stars, status or another's things."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import NetUnit
from shop.catalogue.seasons import MONTHS
from shop.fields import PlainTextField, WholeNumberField
from shop.partner.services import MAX_IN_STOCK

_PRICE_ERRORS = {
    "required": _("Enter the price in đồng"),
    "invalid": _("Enter the price in whole đồng, such as 125000"),
    "min_value": _("A price is a whole number of đồng above zero."),
    "max_value": _("This price is too high. Check the zeros."),
}
_CONTENT = _("Enter the content as a whole number, such as 250")
_STOCK = _("Enter how many packs there are, 0 if none")


class PriceForm(forms.Form):
    price = WholeNumberField(
        label=_("Price in đồng, tax included"), min_value=1, max_value=999_999_999,
        error_messages=_PRICE_ERRORS,
    )  # fmt: skip


class FirstOfferForm(PriceForm):
    """Field names are those of ``PackOffer``."""

    label = PlainTextField(
        label=_("Pack, such as Box of 250 g"), max_length=80,
        error_messages={"required": _("Enter what a pack is called, such as Box of 250 g")},
    )  # fmt: skip
    net_amount = WholeNumberField(
        label=_("Content of a pack"), min_value=1, max_value=1_000_000,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _CONTENT),
    )  # fmt: skip
    net_unit = forms.ChoiceField(label=_("Unit of the content"), choices=NetUnit.choices)
    stock = WholeNumberField(
        label=_("Packs in stock"), min_value=0, max_value=MAX_IN_STOCK,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), _STOCK),
    )  # fmt: skip

    field_order = ("label", "net_amount", "net_unit", "price", "stock")


class SeasonForm(forms.Form):
    months = forms.TypedMultipleChoiceField(
        label=_("Months of the season"), required=False, coerce=int,
        widget=forms.CheckboxSelectMultiple,
        choices=[(month, format_lazy("{} {}", _("month"), month)) for month in MONTHS],
        help_text=_("Tick none if it is there all year."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why you cannot deliver"), max_length=300)
