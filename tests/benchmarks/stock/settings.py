"""django-oscar as it comes: its own apps, templates and defaults, set up as its sandbox is.

Deliberately cheaper than a real installation: a search engine that costs nothing (``engine``),
pictures that need no thumbnails (``pictures``), mails that are written and thrown away.
"""

import os

import dj_database_url
from oscar import INSTALLED_APPS  # noqa: F401 -- a setting
from oscar.defaults import *  # noqa: F403 -- settings build on settings

from tests.tables import FromModels

SECRET_KEY = "only-for-benchmarks"
DEBUG = False
ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "tests.benchmarks.stock.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1
DATABASES = {
    "default": {
        **dj_database_url.parse(
            os.environ["BENCH_DATABASE"], conn_max_age=60, conn_health_checks=True
        ),
        "ATOMIC_REQUESTS": True,
    }
}
MIGRATION_MODULES = FromModels()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Vietnamese"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = os.path.join(os.environ["BENCH_VAR"], "static")  # noqa: PTH118 -- no Path in settings
MEDIA_URL = "/media/"
MEDIA_ROOT = os.path.join(os.environ["BENCH_VAR"], "media")  # noqa: PTH118 -- the same

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "oscar.apps.basket.middleware.BasketMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,  # with DEBUG off: cached
        "OPTIONS": {
            "context_processors": [
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.media",
                "django.template.context_processors.static",
                "django.contrib.messages.context_processors.messages",
                "oscar.apps.search.context_processors.search_form",
                "oscar.apps.communication.notifications.context_processors.notifications",
                "oscar.apps.checkout.context_processors.checkout",
                "oscar.core.context_processors.metadata",
            ],
        },
    }
]
AUTHENTICATION_BACKENDS = [
    "oscar.apps.customer.auth_backends.EmailBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "WARNING"}}

HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "tests.benchmarks.stock.engine.FreeEngine"}}
OSCAR_THUMBNAILER = "tests.benchmarks.stock.pictures.AsTheyAre"
OSCAR_DEFAULT_CURRENCY = "VND"
OSCAR_SLUG_MAP = {"Đ": "D", "đ": "d"}
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_INITIAL_ORDER_STATUS = OSCAR_INITIAL_LINE_STATUS = "Pending"
OSCAR_ORDER_STATUS_PIPELINE = {"Pending": ("Cancelled",), "Cancelled": ()}
