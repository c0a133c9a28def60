"""Where photos in bulk stand in the back office."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from catalog_import.photos import views
from ocop.models import RegisteredProduct
from ocop.wagtail_hooks import CentreLooks

#: Who looks at products may bring in their photos; asked for once a request
_LOOKS = CentreLooks(RegisteredProduct, "province_now")


class _CentresMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return _LOOKS.user_has_permission(request.user, "view")


class PhotoBatchViewSet(ViewSet):
    """Upload, preview, result and history of batches of photos."""

    icon = "image"
    menu_label = _("Photos in bulk")
    menu_order = 212
    add_to_admin_menu = True

    @cached_property
    def menu_item_class(self) -> Any:
        return _CentresMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", views.index, name="index"),
            path("new/", views.upload, name="add"),
            path("<int:pk>/", views.batch, name="batch"),
            path("<int:pk>/save/", views.save, name="save"),
            path("<int:pk>/undo/", views.undo, name="undo"),
            path("<int:pk>/discard/", views.discard, name="discard"),
            path("<int:pk>/small/<int:photo_pk>/", views.small, name="small"),
        ]


@hooks.register("register_admin_viewset")
def register_photo_batches() -> PhotoBatchViewSet:
    return PhotoBatchViewSet("photo_batches", url_prefix="photos")
