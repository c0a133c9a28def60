"""Fairs in the back office: a centre makes and runs its own, and finds no other's."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from fairs import back_office
from fairs.models import Fair


def _opens(fair: Fair) -> str:
    return back_office.local(fair.opens_at)


def _closes(fair: Fair) -> str:
    return back_office.local(fair.closes_at)


class FairViewSet(ModelViewSet):
    """List, new, edit and the desk; fairs are never deleted and keep no revisions."""

    model = Fair
    icon = "date"
    menu_label = _("Fairs")
    menu_order = 215
    index_view_class = back_office.FairIndexView
    add_view_class = back_office.FairCreateView
    edit_view_class = back_office.FairEditView
    inspect_view_class = back_office.FairDeskView
    inspect_template_name = "fairs/admin/desk.html"
    inspect_view_enabled = True
    inspect_view_fields = ["centre", "mode", "venue", "opens_at", "closes_at", "status"]
    copy_view_enabled = False
    add_to_admin_menu = True
    add_to_reference_index = False
    search_backend_name = None
    search_fields = ["name"]
    list_per_page = 50
    list_display = [
        "name",
        Column("centre", label=_("Centre"), accessor="centre.name"),
        Column("opens_at", label=_("Opens"), accessor=_opens, sort_key="opens_at"),
        Column("closes_at", label=_("Closes"), accessor=_closes, sort_key="closes_at"),
        Column("status", label=_("Status"), accessor="get_status_display"),
        Column("booths", label=_("Booths"), accessor="booth_count"),
    ]
    list_filter = ["status"]

    def get_form_class(self, for_update: bool = False) -> type[back_office.FairForm]:
        return back_office.FairChangeForm if for_update else back_office.FairForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        none = [f"{name}_url_name" for name in ("delete", "history", "usage")]
        return super().get_common_view_kwargs(**dict.fromkeys(none), **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("publish/<int:pk>/", back_office.publish, name="publish"),
            path("cancel/<int:pk>/", back_office.cancel, name="cancel"),
            path("booths/<int:pk>/", back_office.add_booth, name="add_booth"),
            path("booth/<int:pk>/", back_office.change_booth, name="change_booth"),
        ]

    def get_permissions_to_register(self) -> QuerySet[Any]:
        return super().get_permissions_to_register().none()


register_permission_policy(Fair, back_office.CentreRuns(Fair), exact_class=True)


@hooks.register("register_admin_viewset")
def register_fairs() -> FairViewSet:
    return FairViewSet("fair_desk", url_prefix="hoi-cho")
