"""The URL map. Addresses have no diacritics and do not change; Wagtail's catch-all stands last."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.cache import never_cache
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from accounts.back_office import OwnAccountView
from config import views
from config.media import media

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<slug:name>.xml", views.sitemap_section, name="sitemap_section"),
    path("favicon.ico", views.favicon),
    path(
        "cms/account/",
        never_cache(require_admin_access(OwnAccountView.as_view())),
        name="wagtailadmin_account",  # instead of the one below
    ),
    path("cms/", include(wagtailadmin_urls)),
    path("quan-tri/", admin.site.urls),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.MEDIA_URL.startswith("/"):
    urlpatterns.append(path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media))
if settings.CHOPHIEN_OSCAR_DASHBOARD:
    from config.oscar_dashboard import dashboard_urls

    urlpatterns += dashboard_urls()
urlpatterns += i18n_patterns(
    path("tai-khoan/", include("accounts.urls")),
    path("kenh-ban/", include("shop.seller.urls")),
    path("", include("fairs.urls")),
    path("", include("search.urls")),
    path("", include("shop.urls")),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
