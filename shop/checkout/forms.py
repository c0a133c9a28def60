"""The forms of the four pages. Labels stand on their own: a phone shows one at a time."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ocop.models import Place
from ocop.selectors.places import locate
from shop.addresses.forms import PersonForm, ProvinceForm
from shop.fields import PlainTextField


class RecipientForm(PersonForm, ProvinceForm):
    """Who gets it, and in which province."""

    email = forms.EmailField(
        label=_("E-mail address (optional)"), max_length=254, required=False,
        help_text=_("News of the order is sent there"),
        error_messages={"invalid": _("Enter an e-mail address, such as ten@vi-du.vn, or none")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip

    field_order = ("name", "phone", "email", "province")


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
    """What the buyer agrees to before ordering; ``keep`` is asked of those with an account."""

    consent = forms.BooleanField(
        label=_("I agree that my name, number and address go to the producers who deliver"),
        error_messages={"required": _("Without it nobody could deliver the order")},
    )
    keep = forms.BooleanField(label=_("Save this address in my account"), required=False)
