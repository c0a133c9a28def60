"""Where the back office finds the page of looks."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from themes import views
from themes.preview import may_preview


class GalleryMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_preview(request.user)


@hooks.register("register_admin_urls")
def register_theme_urls() -> list[URLPattern]:
    return [
        path("giao-dien/", views.gallery, name="theme_gallery"),
        path("giao-dien/thoi/", views.stop, name="theme_preview_stop"),
        path("giao-dien/<slug:slug>/", views.start, name="theme_preview_start"),
    ]


@hooks.register("register_settings_menu_item")
def register_gallery() -> MenuItem:
    return GalleryMenuItem(
        _("Try a look on"), reverse_lazy("theme_gallery"), icon_name="view", order=890
    )


@hooks.register("insert_global_admin_css")
def back_office_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("themes/base/back-office.css"))


@hooks.register("insert_global_admin_js")
def back_office_dates() -> SafeString:
    return format_html('<script src="{}"></script>', static("themes/base/back-office/dates.js"))
