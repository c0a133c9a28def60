"""The one form after ordering: an account for what the purchase says already."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from accounts.forms import password_field
from accounts.models import User
from shop.order.models import Purchase


class KeepPurchaseForm(forms.Form):
    """Name, telephone and e-mail are those of the purchase; only a password is still missing."""

    password = password_field(
        _("Password"), "new-password", help_text=_("At least 8 characters, not only digits.")
    )
    agrees = forms.BooleanField(
        label=_("I agree that my data are kept to run this account"),
        error_messages={"required": _("Without your agreement no account can be opened.")},
    )

    def __init__(self, *args: Any, purchase: Purchase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purchase = purchase

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        person = User(
            phone=self.purchase.phone,
            email=self.purchase.email or None,
            first_name=self.purchase.recipient,
        )
        password_validation.validate_password(password, person)
        return password
