"""A person's own pages."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView, View

from accounts import throttle
from accounts.forms import EraseForm
from accounts.models import User
from accounts.services import erase_me, export_my_data
from accounts.views.pages import FormPage, Link
from accounts.views.sign_in import send_confirmation_link


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
                send_confirmation_link(request, user)
            messages.success(request, _("The link is on its way to your e-mail address."))
        return redirect("accounts:home")


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class MyData(LoginRequiredMixin, FormPage, FormView):
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

    def form_valid(self, form: EraseForm) -> HttpResponse:
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
