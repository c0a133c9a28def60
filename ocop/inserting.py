"""Rows by the ten thousand: what ``bulk_create`` does, without asking every field of every row how
it wants to be stored. A national list writes more than a hundred thousand rows in one transaction.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections, models, router
from django.utils import timezone

#: Parameters of one statement that every SQLite since 3.32 takes
_MOST_PARAMETERS = 30_000
_MOST_ROWS = 500
#: Stored as they are by every database
_PLAIN = (
    models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey,
    models.GenericIPAddressField,
)  # fmt: skip
Prepare = Callable[[Any], Any]


def insert_many(instances: Sequence[models.Model]) -> None:
    """Insert new rows of one model, in their order; they get their keys. Sends no signals.

    Related rows must have been saved. Values are stored as given: check them before.
    """
    if not instances:
        return
    model = type(instances[0])
    connection = connections[router.db_for_write(model)]
    if not connection.features.can_return_rows_from_bulk_insert:
        model._default_manager.bulk_create(instances)
        return
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    key = quote(str(model._meta.pk.column))
    head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 -- no input
    one = f"({', '.join(['%s'] * len(fields))})"
    prepared = [_prepare(field, connection) for field in fields]
    step = min(_MOST_ROWS, _MOST_PARAMETERS // len(fields))
    with connection.cursor() as cursor:
        for start in range(0, len(instances), step):
            chunk = instances[start : start + step]
            values = [prepare(instance) for instance in chunk for prepare in prepared]
            cursor.execute(f"{head}{', '.join([one] * len(chunk))} RETURNING {key}", values)
            for instance, (pk,) in zip(chunk, cursor.fetchall(), strict=True):
                instance.pk = pk
                instance._state.adding = False
                instance._state.db = connection.alias


def _prepare(field: Any, connection: Any) -> Prepare:
    """From an instance to the value of one column."""
    name = field.attname
    if getattr(field, "auto_now_add", False):
        now = timezone.now()
        stored = field.get_db_prep_save(now, connection)

        def stamp(instance: Any) -> Any:
            setattr(instance, name, now)
            return stored

        return stamp
    if isinstance(field, _PLAIN) and not _is_special(field):
        return lambda instance: instance.__dict__[name]
    if type(field) is models.DateField and connection.vendor == "sqlite":
        return lambda instance: _iso(instance.__dict__[name])
    return lambda instance: field.get_db_prep_save(field.pre_save(instance, True), connection)


def _is_special(field: Any) -> bool:
    """A subclass may store something else than it holds."""
    plain = next(base for base in _PLAIN if isinstance(field, base))
    own = type(field)
    return own.get_prep_value is not plain.get_prep_value or own.pre_save is not plain.pre_save


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
