"""What the rooms' back offices share, and where Wagtail's admin finds the register's desk.

Who sees what comes from CentreMember, never from permission rows: a row such as "may view orders"
would open other admins too.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import BasePermissionPolicy

from ocop import clock
from ocop.desk.forms import work_lists
from ocop.selectors.centres import is_officer, own_provinces, products_of_centre, provinces_of
from ocop.selectors.records import work_counts
from ocop.selectors.twins import twins_counted


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


class RegisterMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_officer(request.user)


@hooks.register("register_admin_urls")
def register_desk() -> list[URLResolver]:
    return [path("so-dang-ky/", include("ocop.desk.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return RegisterMenuItem(
        _("Register"), reverse_lazy("register:index"), icon_name="list-ul", order=210
    )


class WorkPanel(Component):
    """How many records wait for somebody, by work list."""

    name = "register_work"
    template_name = "ocop/desk/work_panel.html"
    order = 90

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        products = products_of_centre(user)
        counts = work_counts(products, day=clock.today())
        return {
            "lists": [(name, label, counts[name]) for name, label in work_lists().items()],
            "twins": twins_counted(own_provinces(user)),
        }


@hooks.register("construct_homepage_panels")
def show_work(request: HttpRequest, panels: list[Component]) -> None:
    if is_officer(request.user):
        panels.append(WorkPanel())
