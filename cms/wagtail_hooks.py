"""What the back office refuses to do with pages."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks

from cms.choosers import (
    ListingChooserViewSet,
    SubjectChooserViewSet,
    listing_chooser,
    subject_chooser,
)
from cms.slugs import refuse_reserved


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ListingChooserViewSet | SubjectChooserViewSet]:
    return [listing_chooser, subject_chooser]


@hooks.register("before_move_page")
def refuse_move_out_of_reach(
    request: HttpRequest, page: Any, destination: Any
) -> HttpResponse | None:
    """A move does not validate the page: a reserved slug could slip under a front page."""
    try:
        refuse_reserved(
            page.slug,
            is_first_segment=destination.depth == 2,
            own_segment=getattr(page.specific_class, "own_segment", ""),
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
