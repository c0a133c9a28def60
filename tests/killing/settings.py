"""The tests' settings on a database that outlives a killed process; CHOPHIEN_KILLED names it."""

import os

os.environ["CHOPHIEN_TEST_POSTGRES"] = os.environ["CHOPHIEN_KILLED"]

from config.settings.test import *  # noqa: F403 -- settings build on settings
from tests.tables import FromModels

MIGRATION_MODULES = FromModels()
# As on a real site: a letter to be sent is a row of the same transaction.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SHOP_COD_MAX_ORDERS_PER_DAY = 10_000
