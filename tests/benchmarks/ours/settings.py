"""Our site as it is served, on a database and a directory of the benchmark's own."""

import os

os.environ.update(
    CHOPHIEN_VAR=os.environ["BENCH_VAR"],
    DATABASE_URL=os.environ["BENCH_DATABASE"],
    SECRET_KEY="only-for-benchmarks",
    ALLOWED_HOSTS="testserver",
    CACHE_URL="locmem://benchmarks",
    ELASTICSEARCH_URL="",
    SEARCH_COPIES="embedded",
    SEARCH_COPY="embedded",
    EMAIL_URL="",
    MEDIA_URL="/media/",
    AWS_STORAGE_BUCKET_NAME="",
    CHOPHIEN_HTTPS="0",
    CHOPHIEN_NOW="",
    CHOPHIEN_PROXIES="0",
    CHOPHIEN_OSCAR_DASHBOARD="0",
)

from config.settings.production import *  # noqa: F403 -- settings build on settings
from tests.tables import FromModels

MIGRATION_MODULES = FromModels()
# Nobody collects static files for a benchmark; their names are only written into pages.
STORAGES["staticfiles"] = {  # noqa: F405 -- of the settings above
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
