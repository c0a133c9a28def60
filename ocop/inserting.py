"""Rows by the ten thousand: what ``bulk_create`` does, without asking every field of every row how
it wants to be stored. A national list writes more than a hundred thousand rows in one transaction.
"""

import datetime
import itertools
import json
from collections.abc import Callable, Iterable, Sequence
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


def insert_many(instances: Sequence[Any], model: type[models.Model] | None = None) -> None:
    """Insert new rows of one model, in their order; they get their keys. Sends no signals.

    Related rows must have been saved. Values are stored as given: check them before. With ``model``
    the instances may be any objects that hold its columns.
    """
    if not instances:
        return
    model = model or type(instances[0])
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    prepared = [_prepare(field, connection) for field in fields]
    insert = _copy if connection.vendor == "postgresql" else _insert
    keys = insert(connection, model, fields, ([p(row) for p in prepared] for row in instances),
                  len(instances))  # fmt: skip
    for instance, pk in zip(instances, keys, strict=True):
        instance.pk = pk
        if state := getattr(instance, "_state", None):
            state.adding = False
            state.db = connection.alias


def _insert(
    connection: Any,
    model: type[models.Model],
    fields: Sequence[Any],
    rows: Iterable[list[Any]],
    count: int,
) -> list[int]:
    """Many rows a statement; the keys come back in their order."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 -- no input
    one = f"({', '.join(['%s'] * len(fields))})"
    step = min(_MOST_ROWS, _MOST_PARAMETERS // len(fields))
    keys: list[int] = []
    waiting = iter(rows)
    with connection.cursor() as cursor:
        for start in range(0, count, step):
            chunk = list(itertools.islice(waiting, min(step, count - start)))
            values = [value for row in chunk for value in row]
            key = quote(model._meta.pk.column)
            cursor.execute(f"{head}{', '.join([one] * len(chunk))} RETURNING {key}", values)
            keys += [pk for (pk,) in cursor.fetchall()]
    return keys


def _copy(
    connection: Any,
    model: type[models.Model],
    fields: Sequence[Any],
    rows: Iterable[list[Any]],
    count: int,
) -> list[int]:
    """PostgreSQL's own way, with keys taken from the sequence before."""
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), model._meta.pk.column
    columns = ", ".join([quote(key), *(quote(field.column) for field in fields)])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, key, count],
        )
        keys = [pk for (pk,) in cursor.fetchall()]
        # the wrapped cursor counts and logs statements; copying is the driver's alone
        with cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for pk, row in zip(keys, rows, strict=True):
                copy.write_row([pk, *row])
    return keys


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
    if type(field) is models.JSONField:
        # as text: SQLite keeps that, and PostgreSQL reads it while copying
        encode = (field.encoder or json.JSONEncoder)().encode
        return lambda instance: _encoded(instance.__dict__[name], encode)
    return lambda instance: field.get_db_prep_save(field.pre_save(instance, True), connection)


def _is_special(field: Any) -> bool:
    """A subclass may store something else than it holds."""
    plain = next(base for base in _PLAIN if isinstance(field, base))
    own = type(field)
    return own.get_prep_value is not plain.get_prep_value or own.pre_save is not plain.pre_save


def _encoded(value: Any, encode: Callable[[Any], str]) -> str | None:
    return None if value is None else encode(value)


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
