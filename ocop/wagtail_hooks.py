"""The back office's view of the register: a centre looks at its provinces and changes nothing.

Who sees what comes from CentreMember, never from permission rows: a row such as "may view orders"
would open other admins too.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from ocop import clock
from ocop.models import RegisteredProduct
from ocop.selectors.centres import provinces_of
from ocop.selectors.certificates import stars_on


class CentreLooks(BasePermissionPolicy):
    """Members of a centre view what lies in its provinces; superusers view all; nobody writes.

    ``province`` is the path from the model to its province of today.
    """

    permission_cache_name = "_provinces_of_centres"

    def __init__(self, model: type[Model], province: str) -> None:
        super().__init__(model)
        self.province = province

    def get_all_permissions_for_user(self, user: Any) -> frozenset[int]:
        return provinces_of(user)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and (
            (user.is_active and user.is_superuser)
            or bool(self.get_cached_permissions_for_user(user))
        )

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action) and (
            self.seen_by(user, self.model._default_manager.all()).filter(pk=instance.pk).exists()
        )

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        from django.contrib.auth import get_user_model  # noqa: PLC0415 -- apps are loaded only now

        everybody = get_user_model()._default_manager.filter(is_active=True)
        if "view" not in actions:
            return everybody.none()
        return everybody.filter(
            Q(is_superuser=True) | Q(centre_memberships__centre__provinces__isnull=False)
        ).distinct()

    def seen_by(self, user: Any, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of ``rows`` that a user may see."""
        if user.is_superuser:
            return rows
        provinces = self.get_cached_permissions_for_user(user)
        return rows.filter(**{f"{self.province}__in": provinces})


class OwnRowsIndexView(IndexView):
    """A list of what the policy of the model shows to this user."""

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.permission_policy.seen_by(self.request.user, super().get_base_queryset())


class OwnRowInspectView(InspectView):
    """One of those rows; every other is not found."""

    labels: dict[str, Any] = {}

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Any:
        rows = self.permission_policy.seen_by(self.request.user, self.model._default_manager.all())
        found = rows.filter(pk=self.pk).first()
        if found is None:
            raise Http404
        return found

    def get_field_label(self, field_name: str, field: Any) -> str:
        return str(self.labels.get(field_name) or super().get_field_label(field_name, field))


class LookingViewSet(ModelViewSet):
    """List and inspect; the addresses that write do not exist."""

    index_view_class = OwnRowsIndexView
    inspect_view_class = OwnRowInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_admin_menu = True
    add_to_reference_index = False
    search_backend_name = None
    list_per_page = 50
    form_fields: list[str] = []

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        writing = ("add", "edit", "delete", "history", "usage")
        return super().get_common_view_kwargs(
            **dict.fromkeys([f"{name}_url_name" for name in writing]), **kwargs
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no page to edit anything."""

    def get_permissions_to_register(self) -> QuerySet[Any]:
        return super().get_permissions_to_register().none()


class RegisterIndexView(OwnRowsIndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("subject", "commune_now", "province_now")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        shown = stars_on([row.pk for row in context["object_list"]], day=clock.today())
        for row in context["object_list"]:
            row.certificate_today = shown.get(row.pk)
        return context


def _stars(row: RegisteredProduct) -> str:
    certificate = row.certificate_today  # type: ignore[attr-defined]
    return _t("%(stars)d stars") % {"stars": certificate.stars} if certificate else "–"


def _until(row: RegisteredProduct) -> str:
    certificate = row.certificate_today  # type: ignore[attr-defined]
    return _day(certificate.valid_until) if certificate else ""


def _day(day: datetime.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


class RegisterInspectView(OwnRowInspectView):
    labels = {"standings": _("What the sources say"), "certificates": _("Certificates")}

    def get_standings_display_value(self) -> SafeString:
        rows = self.object.standings.order_by("recorded_on", "pk")
        return _list(
            (_day(s.as_of or s.decision_date), s.get_status_display(), s.decision_no, s.source)
            for s in rows
        )

    def get_certificates_display_value(self) -> SafeString:
        rows = self.object.certificates.order_by("-valid_from", "-pk")
        return _list(
            (
                f"{_day(c.valid_from)} – {_day(c.valid_until)}",
                _t("%(stars)d stars") % {"stars": c.stars},
                c.get_level_display(),
                c.decision_no,
            )
            for c in rows
        )


def _list(rows: Iterable[tuple[str, ...]]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((" · ".join(filter(None, row)),) for row in rows))
    return format_html("<ul>{}</ul>", items) if items else SafeString("–")


class RegisterViewSet(LookingViewSet):
    model = RegisteredProduct
    icon = "list-ul"
    menu_label = _("Register")
    menu_order = 210
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterInspectView
    list_display = [
        "name",
        Column("subject", label=_("Subject"), accessor="subject.name"),
        Column("place", label=_("Commune"), accessor="commune_now.full_name"),
        Column("province", label=_("Province"), accessor="province_now.name"),
        "last_status",
        Column("stars", label=_("Stars today"), accessor=_stars),
        Column("until", label=_("Until"), accessor=_until),
    ]
    list_filter = ["last_status", "is_public"]
    search_fields = ["name", "subject__name"]
    inspect_view_fields = [
        "name", "subject", "group", "product_code", "address", "place_as_issued", "commune_now",
        "province_now", "last_status", "is_public", "standings", "certificates",
    ]  # fmt: skip


register_permission_policy(
    RegisteredProduct, CentreLooks(RegisteredProduct, "province_now"), exact_class=True
)


@hooks.register("register_admin_viewset")
def register_register() -> RegisterViewSet:
    return RegisterViewSet("register")
