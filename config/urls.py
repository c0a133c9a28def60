"""The URL map (ux.md §5). Wagtail's catch-all stands last."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("cms/", include(wagtailadmin_urls)),
    path("quan-tri/", admin.site.urls),
]
urlpatterns += i18n_patterns(
    path("", include("shop.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
