"""Who gets it and where, asked the same way in the account and in the checkout."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.phones import normalise_phone
from ocop.models import Place
from shop.fields import PlainTextField

#: What mail programs turn into a link
_LINK = re.compile(r"[/@:<>]|\bwww\.|\.[a-z]{2,}\b")


class PersonForm(forms.Form):
    """Who gets it."""

    name = PlainTextField(
        label=_("Recipient's full name"), max_length=120,
        error_messages={"required": _("Enter the name of the recipient")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Recipient's telephone number"), max_length=24,
        help_text=_("The courier calls this number"),
        error_messages={
            "required": _("Enter a 10-digit number, such as 0912 345 678"),
        },
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip

    def clean_name(self) -> str:
        """The name stands in mail to an address anybody may type: no advertising in our name."""
        name: str = self.cleaned_data["name"]
        if _LINK.search(name):
            raise ValidationError(_t("Enter a name without addresses of web pages"))
        return name

    def clean_phone(self) -> str:
        phone = normalise_phone(self.cleaned_data["phone"])
        if phone is None:
            raise ValidationError(_t("Enter a 10-digit number, such as 0912 345 678"))
        return phone


class ProvinceForm(forms.Form):
    """In which province of today: the first of two steps, for communes are thousands."""

    province = forms.ModelChoiceField(
        label=_("Province or city of delivery"),
        queryset=Place.objects.provinces().order_by("name"),
        empty_label=_("Choose a province or city"),
        error_messages={
            "required": _("Choose a province or city"),
            "invalid_choice": _("Choose a province or city"),
        },
    )  # fmt: skip


class AddressForm(forms.Form):
    """The commune inside the province chosen before, and the street."""

    commune = forms.ModelChoiceField(
        label=_("Commune, ward or special zone"), queryset=Place.objects.none(),
        empty_label=_("Choose a commune, ward or special zone"),
        error_messages={
            "required": _("Choose a commune, ward or special zone"),
            "invalid_choice": _("Choose a commune, ward or special zone"),
        },
    )  # fmt: skip
    street = PlainTextField(
        label=_("House number, street, hamlet"), max_length=200,
        error_messages={"required": _("Enter the street or hamlet, so that the courier finds it")},
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )  # fmt: skip
    note = PlainTextField(
        label=_("Note for the courier (optional)"), max_length=300, required=False
    )

    def __init__(self, *args: Any, province: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communes = Place.objects.communes().filter(province=province).order_by("name")
        self.fields["commune"].queryset = communes  # type: ignore[attr-defined]


class SavedAddressForm(PersonForm, AddressForm):
    """An address of the account, its province chosen."""

    field_order = ("name", "phone", "commune", "street", "note")
