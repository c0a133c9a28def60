"""Where the back office finds imports."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from catalog_import.models import ImportRun
from catalog_import.photos import hooks as photo_hooks  # noqa: F401 -- registers its screens
from catalog_import.selectors.questions import questions_of
from catalog_import.selectors.responsibility import runs_of
from ocop.selectors.centres import is_officer


class ImportsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_officer(request.user)


@hooks.register("register_admin_urls")
def register_import_urls() -> list[URLPattern | URLResolver]:
    return [path("nhap-danh-sach/", include("catalog_import.urls"))]


@hooks.register("register_admin_menu_item")
def register_imports() -> MenuItem:
    return ImportsMenuItem(
        _("Registry imports"), reverse_lazy("imports:index"), icon_name="download", order=212
    )


class ImportsPanel(Component):
    """What imports left for the officer to do; nothing where there is nothing."""

    name = "imports_work"
    template_name = "catalog_import/admin/home_panel.html"
    order = 95

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        checked = runs_of(user).filter(state=ImportRun.State.CHECKED)
        return {"checked": checked.count(), "questions": questions_of(user)}


@hooks.register("construct_homepage_panels")
def show_open_imports(request: HttpRequest, panels: list[Component]) -> None:
    if is_officer(request.user):
        panels.append(ImportsPanel())
