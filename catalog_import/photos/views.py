"""Screens of photos in bulk, in the back office. Every act is that of a service."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog_import.photos import pages
from catalog_import.photos.errors import PhotoError
from catalog_import.photos.forms import UploadForm
from catalog_import.photos.messages import problem_text
from catalog_import.photos.models import Photo, PhotoBatch
from catalog_import.photos.selectors import batches_of, with_counts
from catalog_import.photos.services import (
    Choice,
    choose,
    discard_batch,
    request_apply,
    undo_batch,
    upload_photos,
)
from ocop import clock
from ocop.selectors.centres import centres_of

_PER_PAGE = 30
_REFRESH_SECONDS = "3"
_MOST_LETTERS = 200
_NUMBER = re.compile(r"\d{1,18}")
_STATE = PhotoBatch.State
_GOING_ON = (_STATE.WAITING, _STATE.READING, _STATE.APPLYING)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every batch of the user's centres."""
    _refuse_strangers(request)
    batches = Paginator(with_counts(batches_of(request.user)), _PER_PAGE)
    context = _heading(_("Photos in bulk")) | {"page": batches.get_page(request.GET.get("trang"))}
    return render(request, "catalog_import/photos/index.html", context)


def upload(request: HttpRequest) -> HttpResponse:
    """A new batch."""
    _refuse_strangers(request)
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = upload_photos(
                centre=form.cleaned_data["centre"],
                files=form.cleaned_data["photos"],
                run=form.cleaned_data["run"],
                numbers=form.cleaned_data["numbers"],
                by=request.user,
                moment=clock.now(),
            )
        except PhotoError as refused:
            form.add_error("photos", str(refused))
        else:
            return redirect(_url(made))
    context = _heading(_("Bring in photos"), (_index_url(), _("Photos in bulk"))) | {"form": form}
    return render(request, "catalog_import/photos/upload.html", context)


@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a batch is: being read, to be looked at, or what came of it."""
    found = _own(request, pk)
    title = _("Batch of photos %(number)s") % {"number": found.pk}
    context = _heading(title, (_index_url(), _("Photos in bulk"))) | {
        "batch": found,
        "problem": problem_text(found.problem, found.problem_params),
        "is_going_on": found.state in _GOING_ON,
    }
    if found.state == _STATE.READY:
        context |= _preview(request, found)
    elif found.state in (_STATE.APPLIED, _STATE.UNDONE, _STATE.REFUSED):
        context |= _result(request, found)
    response = render(request, "catalog_import/photos/batch.html", context)
    if found.state in _GOING_ON:
        response.headers["Refresh"] = _REFRESH_SECONDS  # works without a script
    return response


def _preview(request: HttpRequest, found: PhotoBatch) -> dict[str, Any]:
    tabs = pages.tabs_of(found, request.GET.get("xem", ""))
    chosen = next(tab for tab in tabs if tab.is_chosen)
    page = pages.page_of(pages.photos_in(found, chosen.slug), request.GET.get("trang"))
    to_hang = next(tab.count for tab in tabs if tab.slug == "da-khop")
    return {
        "tabs": tabs,
        "tab": chosen.slug,
        "page": page,
        "cards": pages.cards(list(page)),
        "to_hang": to_hang,
    }


def _result(request: HttpRequest, found: PhotoBatch) -> dict[str, Any]:
    photos = found.photos.order_by("product__name", "position", "pk")
    if found.state == _STATE.REFUSED:
        page = pages.page_of(photos, request.GET.get("trang"), result=True)
        return {"page": page, "cards": pages.cards(list(page))}
    page = pages.page_of(photos.exclude(outcome=""), request.GET.get("trang"), result=True)
    return {"page": page, "lines": pages.lines(list(page)), "outcomes": pages.outcomes_of(found)}


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was chosen on one page of the preview; with ``apply`` go on from there."""
    found = _own(request, pk)
    back = _url(found, request.POST.get("xem", ""), request.POST.get("trang", ""))
    choices = _choices(request)
    try:
        without = choose(batch=found, choices=choices, by=request.user)
        if "apply" in request.POST:
            request_apply(batch=found, by=request.user)
            return redirect(_url(found))
    except PhotoError as refused:
        messages.error(request, str(refused))
        return redirect(back)
    searched = [pk for pk, choice in choices.items() if choice.text]
    for photo_pk in without:
        text = choices[photo_pk].text
        messages.warning(request, _("Nothing found for “%(query)s”.") % {"query": text})
    if not searched:
        messages.success(request, _("Saved."))
    return redirect(f"{back}#anh-{searched[0]}" if searched else back)


def _choices(request: HttpRequest) -> dict[int, Choice]:
    choices = {}
    for value in request.POST.getlist("photo"):
        if not _NUMBER.fullmatch(value):
            raise Http404
        product = request.POST.get(f"product-{value}", "")
        choices[int(value)] = Choice(
            product=int(product) if _NUMBER.fullmatch(product) else None,
            is_left_out=f"out-{value}" in request.POST,
            text=request.POST.get(f"find-{value}", "").strip()[:_MOST_LETTERS],
        )
    return choices


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a whole batch off again."""
    found = _own(request, pk)
    return _done(
        request, found, lambda: undo_batch(batch=found, by=request.user, moment=clock.now())
    )


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a batch away before it is applied."""
    found = _own(request, pk)
    return _done(request, found, lambda: discard_batch(batch=found, by=request.user))


@require_safe
def small(request: HttpRequest, pk: int, photo_pk: int) -> HttpResponseBase:
    """A picture that is not public yet, for the preview alone."""
    photo = get_object_or_404(
        Photo.objects.exclude(small=""), pk=photo_pk, batch__in=batches_of(request.user), batch=pk
    )
    try:
        file = photo.small.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    headers = {"Cache-Control": "private, max-age=86400", "Content-Type": "image/jpeg"}
    return FileResponse(file, headers=headers)


def _done(request: HttpRequest, found: PhotoBatch, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except PhotoError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Done."))
    return redirect(_url(found))


def _own(request: HttpRequest, pk: int) -> PhotoBatch:
    """A batch of the user's centres; another's is not found (404)."""
    return get_object_or_404(
        batches_of(request.user).select_related("uploaded_by", "applied_by", "undone_by", "run"),
        pk=pk,
    )


def _refuse_strangers(request: HttpRequest) -> None:
    if not centres_of(request.user).exists():
        raise PermissionDenied


def _url(found: PhotoBatch, tab: str = "", page: str = "") -> str:
    wanted = [f"{name}={value}" for name, value in (("xem", tab), ("trang", page)) if value]
    address = reverse("photo_batches:batch", args=[found.pk])
    is_plain = tab in {"", *pages.TABS} and (not page or _NUMBER.fullmatch(page))
    return f"{address}?{'&'.join(wanted)}" if wanted and is_plain else address


def _index_url() -> str:
    return reverse("photo_batches:index")


def _heading(title: str, *above: tuple[str, str]) -> dict[str, Any]:
    """What Wagtail's page needs for its head: the way back, and where one is."""
    steps = [("", title)] if above else []
    crumbs = [{"url": url, "label": label} for url, label in (*above, *steps)]
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": "image",
        "breadcrumbs_items": [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, *crumbs]
        if crumbs
        else [],
    }
