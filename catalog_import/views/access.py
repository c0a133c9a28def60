"""Who finds which run: others' are not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from catalog_import.models import ImportRun
from catalog_import.selectors.responsibility import runs_of
from ocop.desk.access import officers_only

View = Callable[..., HttpResponseBase]


def with_run(view: View) -> View:
    """Finds the run among those the user's centre answers for."""

    @officers_only
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        runs = runs_of(request.user).select_related("source", "province", "run_by", "centre")
        run: ImportRun = get_object_or_404(runs, pk=pk)
        return view(request, run, *args, **kwargs)

    return guarded


def page_of(request: HttpRequest) -> int:
    """``?p=`` (of an answer: as its form says) as a number; anything else is the first page."""
    text = request.POST.get("p", "") or request.GET.get("p", "")
    return int(text) if text.isdecimal() and len(text) < 7 else 1
