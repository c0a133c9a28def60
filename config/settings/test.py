"""For tests: fast passwords, mail in memory, tasks at once, files in a temporary directory.

Nothing of the machine's own configuration reaches a test: a developer's .env may name a real site.
"""

import atexit
import os
import shutil
import tempfile

_var = tempfile.mkdtemp(prefix="chophien-test-")
atexit.register(shutil.rmtree, _var, ignore_errors=True)
os.environ.update(
    CHOPHIEN_VAR=_var,
    SECRET_KEY="only-for-tests",
    DATABASE_URL=os.environ.get("CHOPHIEN_TEST_POSTGRES") or "sqlite://:memory:",
    CACHE_URL="locmem://tests",
    ELASTICSEARCH_URL="",
    ELASTICSEARCH_INDEX="chophien-tests",
    ELASTICSEARCH_USER="",
    ELASTICSEARCH_PASSWORD="",
    ELASTICSEARCH_CA_FILE="",
    SEARCH_COPIES="embedded",
    SEARCH_COPY="embedded",
    EMAIL_URL="",
    MEDIA_URL="/media/",
    AWS_STORAGE_BUCKET_NAME="",
    CHOPHIEN_HTTPS="0",
    CHOPHIEN_NOW="",
    CHOPHIEN_OSCAR_DASHBOARD="0",
)

from config.settings.base import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["*"]
# A look kept from one test would be a row rolled back in the next.
THEMES_CACHE_SECONDS = 0
SEARCH_SYNONYMS_SECONDS = 0
