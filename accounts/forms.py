"""Forms of the account pages."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from accounts.backends import is_throttled
from accounts.models import User
from accounts.phones import normalise_phone
from accounts.services import PURPOSE_ACCOUNT, PURPOSE_NEWS
from accounts.tasks import deliver_mail

PHONE_ERROR = _("Enter a 10-digit number, such as 0912 345 678")


def password_field(label: Any, autocomplete: str, **options: Any) -> forms.CharField:
    """A password as typed: blanks at its ends belong to it."""
    return forms.CharField(
        label=label,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        **options,
    )


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("The e-mail address, the telephone number or the password is wrong."),
        "inactive": _("This account is closed."),
        "throttled": _("Too many attempts. Try again in 15 minutes."),
    }

    username = forms.CharField(
        label=_("E-mail address or telephone number"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = password_field(_("Password"), "current-password")

    def clean(self) -> dict[str, Any]:
        if is_throttled(self.request, self.cleaned_data.get("username") or ""):
            raise ValidationError(self.error_messages["throttled"], code="throttled")
        return super().clean()


class SignUpForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        max_length=30,
        required=False,
        help_text=_("A telephone number or an e-mail address is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("Only with an e-mail address can you set a new password yourself."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = password_field(
        _("Password"),
        "new-password",
        help_text=_("At least 8 characters, not only digits."),
    )
    agrees = forms.BooleanField(
        label=_("I agree that my data are kept to run this account"),
        error_messages={"required": _("Without your agreement no account can be opened.")},
    )
    wants_news = forms.BooleanField(label=_("Send me news of fairs and products"), required=False)

    def clean_phone(self) -> str:
        text: str = self.cleaned_data["phone"]
        if not text:
            return ""
        phone = normalise_phone(text)
        if phone is None:
            raise ValidationError(PHONE_ERROR, code="phone")
        if User.objects.filter(phone=phone).exists():
            raise ValidationError(
                _("This number has an account already. Sign in with it."), code="taken"
            )
        return phone

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if email and User.objects.filter(email=email).exists():
            raise ValidationError(
                _("This address has an account already. Sign in with it."), code="taken"
            )
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not ({"phone", "email"} & self.errors.keys() or data.get("phone") or data.get("email")):
            raise ValidationError(
                _("Enter a telephone number or an e-mail address."), code="nameless"
            )
        if password := data.get("password"):
            person = User(
                email=data.get("email"), phone=data.get("phone"), first_name=data.get("name", "")
            )
            try:
                password_validation.validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return data

    def purposes(self) -> list[str]:
        news = [PURPOSE_NEWS] if self.cleaned_data["wants_news"] else []
        return [PURPOSE_ACCOUNT, *news]


class ResetForm(PasswordResetForm):
    """Takes a telephone number too: its owner is told to ask the centre, known here or not."""

    email = forms.CharField(
        label=_("E-mail address or telephone number"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def clean_email(self) -> str:
        text: str = self.cleaned_data["email"].strip()
        if "@" not in text:
            if normalise_phone(text) is None:
                raise ValidationError(PHONE_ERROR, code="phone")
            return ""
        validate_email(text)
        return text.lower()

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        subject = "".join(render_to_string(subject_template_name, context).splitlines())
        deliver_mail.enqueue(subject, render_to_string(email_template_name, context), to_email)


class EraseForm(forms.Form):
    """Erasing asks for the password again: a phone left on the table is not consent."""

    password = password_field(_("Your password, to be sure it is you"), "current-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("The password is wrong."), code="wrong")
        return password
