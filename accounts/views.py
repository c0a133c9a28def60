"""Account pages. Time here is the machine's own: what a person agreed to, and when, is a fact of
the real world, whatever day a demonstration pretends it is.
"""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth import views as auth_views
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView, View

from accounts import throttle
from accounts.addresses import client_address
from accounts.forms import EraseForm, ResetForm, SignInForm, SignUpForm
from accounts.models import User
from accounts.services import confirm_email, erase_me, export_my_data, sign_up
from accounts.verification import email_token, read_email_token, send_verification

TOO_MANY = gettext_lazy("Too many attempts. Try again in one hour.")

Link = tuple[str, str | Promise]


def _keeping_next(request: HttpRequest, name: str) -> str:
    """The address of an account page that leads on to where the visitor was going."""
    return reverse(name, query={"next": request.GET["next"]} if "next" in request.GET else None)


class FormPage:
    """What ``accounts/form.html`` needs beside the form."""

    request: HttpRequest
    template_name = "accounts/form.html"
    title: str | Promise = ""
    submit_label: str | Promise = ""

    def links(self) -> list[Link]:
        return []

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context |= {"title": self.title, "submit_label": self.submit_label, "links": self.links()}
        return cast(
            "dict[str, Any]",
            super().get_context_data(**context),  # type: ignore[misc]
        )


class SignIn(FormPage, auth_views.LoginView):
    form_class = SignInForm
    next_page = reverse_lazy("accounts:home")
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
class SignUp(FormPage, auth_views.RedirectURLMixin, FormView):  # type: ignore[type-arg]
    form_class = SignUpForm
    next_page = reverse_lazy("accounts:home")
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
            _send_verification(self.request, user)
        login(self.request, user)
        return HttpResponseRedirect(self.get_success_url())


def _send_verification(request: HttpRequest, user: User) -> None:
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


class PasswordReset(FormPage, auth_views.PasswordResetView):
    form_class = ResetForm
    success_url = reverse_lazy("accounts:password_reset_sent")
    subject_template_name = "accounts/email/password_reset_subject.txt"
    email_template_name = "accounts/email/password_reset.txt"
    title = gettext_lazy("Set a new password")
    submit_label = gettext_lazy("Send me the link")

    def links(self) -> list[Link]:
        return [(reverse("accounts:sign_in"), _("Back to signing in"))]

    def form_valid(self, form: ResetForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        if not email:
            return redirect("accounts:ask_centre")
        visitor = client_address(self.request)
        if throttle.RESET_VISITOR.is_over(visitor):
            form.add_error(None, ValidationError(TOO_MANY, code="throttled"))
            return self.form_invalid(form)
        throttle.RESET_VISITOR.count(visitor)
        # An address asked about too often gets no further mail; the answer does not say so.
        if throttle.RESET_ACCOUNT.is_over(email):
            return HttpResponseRedirect(str(self.success_url))
        throttle.RESET_ACCOUNT.count(email)
        form.save(
            domain_override=self.request.get_host(),
            use_https=self.request.is_secure(),
            subject_template_name=self.subject_template_name,
            email_template_name=self.email_template_name,
            request=self.request,
        )
        return HttpResponseRedirect(str(self.success_url))


class NewPassword(FormPage, auth_views.PasswordResetConfirmView):
    success_url = reverse_lazy("accounts:sign_in")
    title = gettext_lazy("Set a new password")
    submit_label = gettext_lazy("Save the password")

    def get_template_names(self) -> list[str]:
        return [self.template_name if self.validlink else "accounts/message.html"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        if self.validlink:
            return super().get_context_data(**context)
        return super().get_context_data(
            **context,
            paragraphs=[_("This link has run out or was used before.")],
        )

    def links(self) -> list[Link]:
        return [(reverse("accounts:password_reset"), _("Ask for a new link"))]

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        # Whoever followed the link reads the mail of this address.
        if self.user.email:
            confirm_email(user=self.user, email=self.user.email, moment=timezone.now())
        messages.success(self.request, _("The new password is set. Sign in with it."))
        return response


class ChangePassword(FormPage, auth_views.PasswordChangeView):
    success_url = reverse_lazy("accounts:home")
    title = gettext_lazy("Change the password")
    submit_label = gettext_lazy("Save the password")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("The new password is set."))
        return super().form_valid(form)


class MessagePage(TemplateView):
    """A page of a few sentences and the ways on from it."""

    template_name = "accounts/message.html"
    title: str | Promise = ""
    paragraphs: tuple[str | Promise, ...] = ()

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            **context,
            title=self.title,
            paragraphs=self.paragraphs,
            links=[(reverse("accounts:sign_in"), _("Back to signing in"))],
        )


class PasswordResetSent(MessagePage):
    title = gettext_lazy("Look into your mail")
    paragraphs = (
        gettext_lazy(
            "If this address has an account, a link to set a new password is on its way to it."
        ),
        gettext_lazy("Nothing came? Look among the unwanted mail, or ask the centre."),
    )


class AskCentre(MessagePage):
    title = gettext_lazy("Ask the centre for a new password")
    paragraphs = (
        gettext_lazy(
            "A telephone number alone does not set a new password: numbers change hands."
        ),
        gettext_lazy(
            "Call the centre that runs this site, or go there. They check who you are and give"
            " you a new password."
        ),
    )


@method_decorator(never_cache, name="dispatch")
class Home(LoginRequiredMixin, TemplateView):
    template_name = "accounts/home.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            **context,
            title=_("My account"),
            links=[
                (reverse("accounts:password_change"), _("Change the password")),
                (reverse("accounts:my_data"), _("My data")),
            ],
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send the link that confirms the e-mail address once more."""
        user = cast("User", request.user)
        if user.email and not user.email_verified_at:
            if not throttle.RESET_ACCOUNT.is_over(user.email):
                throttle.RESET_ACCOUNT.count(user.email)
                _send_verification(request, user)
            messages.success(request, _("The link is on its way to your e-mail address."))
        return redirect("accounts:home")


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class MyData(LoginRequiredMixin, FormPage, FormView):  # type: ignore[type-arg]
    """What the site knows of a person: take it along, or have it erased."""

    form_class = EraseForm
    title = gettext_lazy("My data")
    submit_label = gettext_lazy("Erase my account")

    def links(self) -> list[Link]:
        return [
            (reverse("accounts:export"), _("Download everything as a file")),
            (reverse("accounts:home"), _("Back to my account")),
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: EraseForm) -> HttpResponseBase:
        erase_me(user=form.user, moment=timezone.now())
        logout(self.request)
        messages.success(self.request, _("Your account is erased."))
        return redirect("/")


class Export(LoginRequiredMixin, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse(
            export_my_data(user=cast("User", request.user)),
            json_dumps_params={"ensure_ascii": False, "indent": 2},
            headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
        )
