"""People in the back office: found and made by telephone number too, so that a centre can give a
new password to somebody who has no e-mail address.

Wagtail's own screen lets whoever may change people make them (and thus himself) an administrator
and put them into any group. Here only an administrator touches administrators, roles and groups.
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from accounts.forms import SignInForm
from accounts.models import User

ROLE_FIELDS = {"is_superuser", "groups"}


class BackOfficeSignInForm(SignInForm, LoginForm):
    """The site's own words at Wagtail's door, whose form names no telephone number, labels the
    password in English and calls it wrong where too many attempts were made.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["username"].widget.attrs["placeholder"]  # "Enter your e-mail address"


class OwnNameForm(forms.ModelForm):
    """The whole name in one field, as ``sign_up`` keeps it."""

    name = forms.CharField(label=_("Your name"), max_length=150)

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["name"] = self.instance.get_full_name()

    def save(self, commit: bool = True) -> User:
        self.instance.first_name, self.instance.last_name = self.cleaned_data["name"], ""
        person: User = super().save(commit)
        return person


class OwnNamePanel(BaseSettingsPanel):
    name = "own_name"
    title = _("Your name")
    order = 100
    form_class = OwnNameForm


class OwnAccountView(AccountView):
    """Wagtail's page asks for a family name apart and for an e-mail address: who has one name, or
    a telephone number only, could save nothing on it, neither language nor password. A new address
    is nobody's until it is confirmed, so it is not given here.
    """

    def get_panels(self) -> list[BaseSettingsPanel]:
        person = self.request.user
        others = [p for p in super().get_panels() if not isinstance(p, NameEmailSettingsPanel)]
        return [OwnNamePanel(self.request, person, person.wagtail_userprofile), *others]


class _PersonForm:
    """E-mail address or telephone number: the model asks for one of them, not for both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        fields["email"].required = False
        fields["last_name"].required = False

    def clean_email(self) -> str | None:
        return self.cleaned_data["email"] or None  # type: ignore[attr-defined]


class PersonCreationForm(_PersonForm, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"phone"}


class PersonEditForm(_PersonForm, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"phone"}


class _RolesByAdministratorsOnly:
    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        if not self.request.user.is_superuser:
            for name in ROLE_FIELDS & form.fields.keys():
                form.fields[name].disabled = True  # shown as it is; what is sent counts for nothing
        return form


class PersonCreateView(_RolesByAdministratorsOnly, CreateView):
    pass


class PersonEditView(_RolesByAdministratorsOnly, EditView):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied


class PersonIndexView(IndexView):
    @property
    def search_fields(self) -> set[str]:
        return {"first_name", "last_name", "email", "phone"}


class PersonViewSet(UserViewSet):
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    menu_label = _("People")

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return PersonEditForm if for_update else PersonCreationForm
