"""The forms of the four pages. Labels stand on their own: a phone shows one at a time."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.phones import normalise_phone
from ocop.models import Place
from ocop.selectors.places import locate
from shop.fields import PlainTextField

#: What mail programs turn into a link
_LINK = re.compile(r"[/@:<>]|\bwww\.|\.[a-z]{2,}\b")


class RecipientForm(forms.Form):
    """Who gets it, and in which province."""

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
    email = forms.EmailField(
        label=_("E-mail address (optional)"), max_length=254, required=False,
        help_text=_("News of the order is sent there"),
        error_messages={"invalid": _("Enter an e-mail address, such as ten@vi-du.vn, or none")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    province = forms.ModelChoiceField(
        label=_("Province or city of delivery"),
        queryset=Place.objects.provinces().order_by("name"),
        empty_label=_("Choose a province or city"),
        error_messages={
            "required": _("Choose a province or city"),
            "invalid_choice": _("Choose a province or city"),
        },
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


class OldAddressForm(forms.Form):
    """ "I only know my old address": names from before July 2025."""

    old_province = forms.ModelChoiceField(
        label=_("Old province"), queryset=Place.objects.provinces("pre-2025-07").order_by("name"),
        empty_label=_("Choose the old province"),
        error_messages={"required": _("Choose the old province")},
    )  # fmt: skip
    old_district = PlainTextField(
        label=_("Old district"), max_length=80,
        error_messages={"required": _("Enter the old district, such as Huyện Lý Nhân")},
    )  # fmt: skip
    old_commune = PlainTextField(
        label=_("Old commune or ward"), max_length=80,
        error_messages={"required": _("Enter the old commune, such as Xã Nhân Nghĩa")},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Adds ``communes``: those of today the old one became part of, one or several."""
        cleaned = super().clean() or {}
        if not self.errors:
            place = locate(
                province=cleaned["old_province"].name, district=cleaned["old_district"],
                commune=cleaned["old_commune"], scheme="pre-2025-07",
            ).place_as_issued  # fmt: skip
            communes = list(
                Place.objects.filter(predecessions__old=place).order_by("name")
                if place and place.is_commune
                else ()
            )
            if not communes:
                raise ValidationError(
                    _t("No such commune was found in that district. Check the spelling.")
                )
            cleaned["communes"] = communes
        return cleaned


class ConsentForm(forms.Form):
    """What the buyer agrees to before ordering."""

    consent = forms.BooleanField(
        label=_("I agree that my name, number and address go to the producers who deliver"),
        error_messages={"required": _("Without it nobody could deliver the order")},
    )
