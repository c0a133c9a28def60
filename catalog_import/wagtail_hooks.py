"""Where the back office finds imports."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from catalog_import.photos import hooks as photo_hooks  # noqa: F401 -- registers its screens
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
