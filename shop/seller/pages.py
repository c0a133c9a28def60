"""How a page of the sellers' area is drawn: with the subject it stands for, and the menu."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.models import Subject
from shop.seller.menu import menu


def render_page(
    request: HttpRequest, subject: Subject, template: str, context: Mapping[str, object]
) -> HttpResponse:
    """For views under ``shop.seller.access.seller_page``, of this room and of those above."""
    shared = {
        "subject": subject,
        "subjects": request.seller_subjects,  # type: ignore[attr-defined]
        "menu": menu(),
    }
    return render(request, template, {**shared, **context})
