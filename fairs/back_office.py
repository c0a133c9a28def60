"""The desk of a fair in the back office: plan, state, booths. Every act is that of a service."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.permission_policies import BasePermissionPolicy

from fairs.enums import FairPhase, FairStatus
from fairs.errors import FairError
from fairs.models import Booth, Fair
from fairs.services import (
    FairPlan,
    cancel_fair,
    change_fair,
    create_fair,
    open_booth,
    publish_fair,
    show_booth,
)
from ocop import clock
from ocop.models import Subject
from ocop.selectors.centres import centres_of
from ocop.wagtail_hooks import OwnRowInspectView, OwnRowsIndexView
from search.tokens import words

DESK = "fair_desk:inspect"
#: Producers offered for a booth at once
_MOST_FOUND = 20


class CentreRuns(BasePermissionPolicy):
    """Members of a centre run its fairs; superusers run all of them; nobody deletes one."""

    permission_cache_name = "_centres_with_fairs"

    def get_all_permissions_for_user(self, user: Any) -> frozenset[int]:
        return frozenset(centres_of(user).values_list("pk", flat=True))

    def user_has_permission(self, user: Any, action: str) -> bool:
        return (
            action in {"add", "change", "view"}
            and user.is_active
            and (user.is_superuser or bool(self.get_cached_permissions_for_user(user)))
        )

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action) and (
            user.is_superuser or instance.centre_id in self.get_cached_permissions_for_user(user)
        )

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        from django.contrib.auth import get_user_model  # noqa: PLC0415 -- apps are loaded only now

        everybody = get_user_model()._default_manager.filter(is_active=True)
        if not {"add", "change", "view"} & set(actions):
            return everybody.none()
        return everybody.filter(
            Q(is_superuser=True) | Q(centre_memberships__isnull=False)
        ).distinct()

    def seen_by(self, user: Any, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of ``rows`` that a user may see."""
        return rows.filter(centre__in=centres_of(user))


class MomentField(forms.DateTimeField):
    """A day and a time by the browser's own picker; typed by hand, the day stands first."""

    input_formats = ("%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y")
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class FairForm(WagtailAdminModelForm):
    """The plan of a fair; which centre runs it is said once."""

    class Meta:
        model = Fair
        fields = ["centre", "name", "summary", "mode", "venue", "opens_at", "closes_at"]
        field_classes = {"opens_at": MomentField, "closes_at": MomentField}
        widgets = {"summary": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "centre" in self.fields:
            own = centres_of(self.for_user)
            self.fields["centre"].queryset = own
            self.fields["centre"].initial = own.first()

    @property
    def plan(self) -> FairPlan:
        """What was entered, once it is valid."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "centre"}
        return FairPlan(**data)


class FairChangeForm(FairForm):
    class Meta(FairForm.Meta):
        fields = ["name", "summary", "mode", "venue", "opens_at", "closes_at"]


class _Refusable:
    """A refusal of a service stands above the form, with everything still in it."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except FairError as refused:
            form.add_error(None, str(refused))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]

    def get_success_url(self) -> str:
        return _desk_url(self.object)  # type: ignore[attr-defined]


class FairCreateView(_Refusable, CreateView):
    def save_instance(self) -> Fair:
        return create_fair(
            centre=self.form.cleaned_data["centre"], plan=self.form.plan, by=self.request.user,
            moment=clock.now(),
        )  # fmt: skip


class FairEditView(_Refusable, EditView):
    def get_object(self, queryset: Any = None) -> Fair:
        return own_fair(self.request, self.object_pk)

    def save_instance(self) -> Fair:
        return change_fair(
            fair=self.object, plan=self.form.plan, by=self.request.user, moment=clock.now()
        )


class FairIndexView(OwnRowsIndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        fairs = super().get_base_queryset().select_related("centre")
        return fairs.annotate(booth_count=Count("booths"))

    def get_edit_url(self, instance: Fair) -> str:
        """The name in the list leads to the desk; the form is one step further."""
        return self.get_inspect_url(instance)


class FairDeskView(OwnRowInspectView):
    """Everything about one fair, and what can be done with it."""

    page_title = _("Fair")

    def get_opens_at_display_value(self) -> str:
        return local(self.object.opens_at)

    def get_closes_at_display_value(self) -> str:
        return local(self.object.closes_at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        moment = clock.now()
        text = self.request.GET.get("chu-the", "").strip()[:200]
        booths = self.object.booths.select_related("subject__province_now")
        found = _subjects(self.object, text) if text else []
        return context | {
            "fair": self.object,
            "phase": self.object.phase(moment),
            "may_change": not _is_closed(self.object, moment),
            "booths": booths.annotate(pin_count=Count("pins")).order_by("subject__name", "pk"),
            "text": text,
            "found": found[:_MOST_FOUND],
            "shown_of_more": _MOST_FOUND if len(found) > _MOST_FOUND else 0,
        }


def local(moment: datetime.datetime) -> str:
    """A moment as an officer's clock shows it."""
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"


def own_fair(request: HttpRequest, pk: Any) -> Fair:
    """A fair of the user's centres; another's is not found (404)."""
    return get_object_or_404(Fair, pk=pk, centre__in=centres_of(request.user))


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the public see the fair."""
    fair = own_fair(request, pk)
    return _done(
        request, fair, _t("“%(name)s” is published.") % {"name": fair.name},
        lambda: publish_fair(fair=fair, by=request.user, moment=clock.now()),
    )  # fmt: skip


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the fair off."""
    fair = own_fair(request, pk)
    return _done(
        request, fair, _t("“%(name)s” is cancelled.") % {"name": fair.name},
        lambda: cancel_fair(fair=fair, by=request.user, moment=clock.now()),
    )  # fmt: skip


@require_POST
def add_booth(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a subject a booth."""
    fair = own_fair(request, pk)
    subject = get_object_or_404(Subject, slug=request.POST.get("subject", ""))
    return _done(
        request, fair, _t("“%(name)s” has a booth now.") % {"name": subject.name},
        lambda: open_booth(fair=fair, subject=subject, by=request.user, moment=clock.now()),
    )  # fmt: skip


@require_POST
def change_booth(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a booth with ``show``, take it off without."""
    booth = get_object_or_404(
        Booth.objects.select_related("fair", "subject"),
        pk=pk,
        fair__centre__in=centres_of(request.user),
    )
    is_published = "show" in request.POST
    told = (
        _t("The booth of “%(name)s” is shown.")
        if is_published
        else _t("The booth of “%(name)s” is hidden.")
    )
    return _done(
        request, booth.fair, told % {"name": booth.subject.name},
        lambda: show_booth(
            booth=booth, is_published=is_published, by=request.user, moment=clock.now()
        ),
    )  # fmt: skip


def _done(request: HttpRequest, fair: Fair, told: str, act: Any) -> HttpResponse:
    try:
        act()
    except FairError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told)
    return redirect(_desk_url(fair))


def _desk_url(fair: Fair) -> str:
    return reverse(DESK, args=[fair.pk])


def _is_closed(fair: Fair, moment: datetime.datetime) -> bool:
    is_over = fair.status == FairStatus.PUBLISHED and fair.phase(moment) == FairPhase.ENDED
    return is_over or fair.status == FairStatus.CANCELLED


def _subjects(fair: Fair, text: str) -> list[Subject]:
    """Producers whose name holds every word, without a booth at this fair yet; one more than is
    shown tells that there are more.
    """
    found = Subject.objects.exclude(booths__fair=fair).select_related("province_now")
    for word in words(text):
        found = found.filter(slug__contains=word.fold)
    return list(found.order_by("name", "pk")[: _MOST_FOUND + 1])
