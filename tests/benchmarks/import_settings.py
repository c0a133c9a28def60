"""The tests' settings on the database that BENCH_DATABASE names, made from the models."""

import os

os.environ["CHOPHIEN_TEST_POSTGRES"] = os.environ["BENCH_DATABASE"]

from config.settings.test import *  # noqa: F403 -- settings build on settings
from tests.tables import FromModels

MIGRATION_MODULES = FromModels()
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
