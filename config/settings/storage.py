"""Files and caches."""

from typing import Any

import django_cache_url

from config.env import VAR, env

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS: list[str] = []
STATICFILES_FINDERS = [
    "themes.finders.ThemeFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = env.str("MEDIA_URL", "/media/")
MEDIA_ROOT = VAR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if bucket := env.str("AWS_STORAGE_BUCKET_NAME", ""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("AWS_S3_ENDPOINT_URL", None),
            "access_key": env.str("AWS_ACCESS_KEY_ID", None),
            "secret_key": env.str("AWS_SECRET_ACCESS_KEY", None),
            "region_name": env.str("AWS_S3_REGION_NAME", None),
        },
    }
CACHES = {"default": django_cache_url.parse(env.str("CACHE_URL", "locmem://cho-phien"))}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

#: Photos brought in in bulk that nobody applied are deleted after so many days
PHOTO_BATCH_KEEP_DAYS = env.int("PHOTO_BATCH_KEEP_DAYS", 14)
