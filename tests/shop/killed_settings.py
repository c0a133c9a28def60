"""The tests' settings on a database that outlives a killed process; CHOPHIEN_KILLED names it."""

import os

os.environ["CHOPHIEN_TEST_POSTGRES"] = os.environ["CHOPHIEN_KILLED"]

from config.settings.test import *  # noqa: F403 -- settings build on settings


class _NoMigrations(dict):
    """Tables are made from the models, as in the other tests."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


MIGRATION_MODULES = _NoMigrations()
# As on a real site: a letter to be sent is a row of the same transaction.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SHOP_COD_MAX_ORDERS_PER_DAY = 10_000
