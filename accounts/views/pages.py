"""The two shapes of an account page: a form, and a few sentences with ways on."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django.views.generic.base import ContextMixin, TemplateResponseMixin

TOO_MANY = gettext_lazy("Too many attempts. Try again in one hour.")

Link = tuple[str, str | Promise]


class FormPage(TemplateResponseMixin, ContextMixin):
    """What ``accounts/form.html`` needs beside the form."""

    template_name = "accounts/form.html"
    title: str | Promise = ""
    submit_label: str | Promise = ""

    def links(self) -> list[Link]:
        return []

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context |= {"title": self.title, "submit_label": self.submit_label, "links": self.links()}
        return super().get_context_data(**context)


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
