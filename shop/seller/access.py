"""Who may enter the sellers' area, and as which subject. Another's things are not found."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from accounts.models import User
from ocop.models import Subject

P = ParamSpec("P")
_KEY = "chu-the"


def subjects_of(user: User) -> list[Subject]:
    """The subjects a user is a member of, by name."""
    return list(Subject.objects.filter(members__user=user).order_by("name", "pk"))


def seller_page(
    view: Callable[Concatenate[HttpRequest, Subject, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page for members of a subject only; everybody else who is signed in finds nothing."""

    @login_required
    @never_cache
    @wraps(view)
    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        own = subjects_of(request.user)  # type: ignore[arg-type]
        if not own:
            raise Http404
        chosen = request.session.get(_KEY)
        subject = next((s for s in own if s.pk == chosen), own[0])
        request.seller_subjects = own  # type: ignore[attr-defined]
        return view(request, subject, *args, **kwargs)

    return page  # type: ignore[return-value]


def choose_subject(request: HttpRequest, subject_id: str) -> bool:
    """Act for another of one's subjects from now on; False when it is not one's own."""
    own = {str(s.pk): s.pk for s in subjects_of(request.user)}  # type: ignore[arg-type]
    if subject_id not in own:
        return False
    request.session[_KEY] = own[subject_id]
    return True
