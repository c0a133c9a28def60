"""For tests: fast passwords, mail in memory, tasks at once, files in a temporary directory."""

import os
import tempfile

os.environ.setdefault("CHOPHIEN_VAR", tempfile.mkdtemp(prefix="chophien-test-"))
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from config.settings.base import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["*"]
CHOPHIEN_NOW = ""
