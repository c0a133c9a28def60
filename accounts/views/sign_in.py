"""Signing in, out and up. Time here is the machine's own: what a person agreed to, and when, is a
fact of the real world, whatever day a demonstration pretends it is.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth import views as auth_views
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from accounts import throttle
from accounts.addresses import client_address
from accounts.forms import SignInForm, SignUpForm
from accounts.models import User
from accounts.services import confirm_email, sign_up
from accounts.verification import email_token, read_email_token, send_verification
from accounts.views.pages import TOO_MANY, FormPage, Link


def _keeping_next(request: HttpRequest, name: str) -> str:
    """The address of an account page that leads on to where the visitor was going."""
    return reverse(name, query={"next": request.GET["next"]} if "next" in request.GET else None)


class SignIn(FormPage, auth_views.LoginView):
    form_class = SignInForm
    next_page = "accounts:home"
    title = gettext_lazy("Sign in")
    submit_label = gettext_lazy("Sign in")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect("accounts:home")
        return super().get(request, *args, **kwargs)

    def links(self) -> list[Link]:
        return [
            (_keeping_next(self.request, "accounts:sign_up"), _("Open an account")),
            (reverse("accounts:password_reset"), _("I have forgotten my password")),
        ]


class SignOut(auth_views.LogoutView):
    next_page = "/"


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class SignUp(FormPage, auth_views.RedirectURLMixin, FormView):
    form_class = SignUpForm
    next_page = "accounts:home"
    title = gettext_lazy("Open an account")
    submit_label = gettext_lazy("Open the account")

    def links(self) -> list[Link]:
        return [(_keeping_next(self.request, "accounts:sign_in"), _("I have an account"))]

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        visitor = client_address(self.request)
        if throttle.SIGN_UP.is_over(visitor):
            form.add_error(None, ValidationError(TOO_MANY, code="throttled"))
            return self.form_invalid(form)
        throttle.SIGN_UP.count(visitor)
        try:
            user = sign_up(
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                phone=form.cleaned_data["phone"],
                password=form.cleaned_data["password"],
                purposes=form.purposes(),
                moment=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        if user.email:
            send_confirmation_link(self.request, user)
        login(self.request, user)
        return HttpResponseRedirect(self.get_success_url())


def send_confirmation_link(request: HttpRequest, user: User) -> None:
    path = reverse("accounts:confirm_email", kwargs={"token": email_token(user)})
    send_verification(
        user=user, link=request.build_absolute_uri(path), site_name=request.get_host()
    )


class ConfirmEmail(FormPage, TemplateView):
    """Opening the link only shows a button: mail scanners open links too."""

    title = gettext_lazy("Confirm your e-mail address")
    submit_label = gettext_lazy("Confirm")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        known = read_email_token(token)
        if known and confirm_email(
            user=get_object_or_404(User, pk=known[0]), email=known[1], moment=timezone.now()
        ):
            messages.success(request, _("The e-mail address is confirmed."))
        else:
            messages.error(request, _("This link has run out. Ask for a new one in your account."))
        return redirect("accounts:home")
