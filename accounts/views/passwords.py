"""A new password: by e-mail, or by asking the centre."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import PasswordResetForm
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import throttle
from accounts.addresses import client_address
from accounts.forms import ResetForm
from accounts.services import confirm_email
from accounts.views.pages import TOO_MANY, FormPage, Link, MessagePage


class PasswordReset(FormPage, auth_views.PasswordResetView):
    form_class = ResetForm
    success_url = reverse_lazy("accounts:password_reset_sent")
    subject_template_name = "accounts/email/password_reset_subject.txt"
    email_template_name = "accounts/email/password_reset.txt"
    title = gettext_lazy("Set a new password")
    submit_label = gettext_lazy("Send me the link")

    def links(self) -> list[Link]:
        return [(reverse("accounts:sign_in"), _("Back to signing in"))]

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
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
        if self.user and self.user.email:
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


class ResetSent(MessagePage):
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
        gettext_lazy("A telephone number alone does not set a new password: numbers change hands."),
        gettext_lazy(
            "Call the centre that runs this site, or go there. They check who you are and give"
            " you a new password."
        ),
    )
