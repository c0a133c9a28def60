"""Who sits at the desk of the register: members of a centre for its provinces, and superusers."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ocop.models import RegisteredProduct, Subject
from ocop.selectors.centres import is_officer, products_of_centre, subjects_of_centre

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)
Record = Subject | RegisteredProduct
#: Kind of record as addresses name it
PRODUCT, SUBJECT = "product", "subject"


def officers_only(
    view: Callable[Concatenate[HttpRequest, P], Answer],
) -> Callable[Concatenate[HttpRequest, P], Answer]:
    """For everybody else the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> Answer:
        if not is_officer(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], Answer]", guarded)


def rows_of(kind: str, user: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = products_of_centre(user) if kind == PRODUCT else subjects_of_centre(user)
    loaded = rows.select_related("province_now", "commune_now", "place_as_issued", "merged_into")
    return loaded.select_related("subject", "group") if kind == PRODUCT else loaded


def own_record(request: HttpRequest, kind: str, pk: int) -> Any:
    """A record the user's centre answers for; another's is not found (404)."""
    return get_object_or_404(rows_of(kind, request.user), pk=pk)


def page_of(record: Record) -> str:
    """The page of a record in the back office."""
    return reverse(f"register:{kind_of(record)}", args=[record.pk])


def kind_of(record: Record) -> str:
    return PRODUCT if isinstance(record, RegisteredProduct) else SUBJECT
