"""The audit trail of the register: who, when, act, before → after (django-auditlog).

A plain ``save()`` (the Django admin) is logged by signals. Services collect their entries and write
them at once, because they write in bulk.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import Any

from auditlog import get_logentry_model
from auditlog.cid import get_cid
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.db.models.signals import pre_save

from ocop.inserting import insert_many
from ocop.models import Certificate, RegisteredProduct, Standing, Subject

#: Fields that say nothing about what was done: keys made from others, and moments of writing
LEFT_OUT: dict[type[Model], list[str]] = {
    Certificate: ["id"],
    RegisteredProduct: ["id", "match_key", "is_public", "last_status", "created_at"],
    Standing: ["id", "recorded_at"],
    Subject: ["id", "match_key", "created_at"],
}
_Action = LogEntry.Action
_EMPTY = {"None", "", "False", "[]"}


def register_models() -> None:
    for model, left_out in LEFT_OUT.items():
        auditlog.register(model, exclude_fields=list(left_out))


#: Entries kept in memory before they are written
_MOST_KEPT = 2_000


class Trail:
    """Entries of one batch; ``write`` ends it. ``about`` is kept with each of them."""

    def __init__(self, about: Mapping[str, object] | None = None) -> None:
        self._about = dict(about) if about else None
        self._entries: list[dict[str, Any]] = []
        self._content_types: dict[type[Model], int] = {}
        self._reason = ""

    def is_part_of(self, about: Mapping[str, object]) -> None:
        """Entries made from now on say what they are part of."""
        self._about = dict(about)

    @contextmanager
    def because(self, reason: str) -> Iterator[None]:
        """Entries made inside keep why it was done."""
        before, self._reason = self._reason, reason
        try:
            yield
        finally:
            self._reason = before

    def created(self, instance: Model) -> None:
        after = _values(instance)
        changes = {name: ["None", value] for name, value in after.items() if value not in _EMPTY}
        self._add(_Action.CREATE, instance, changes)

    def changed(self, instance: Model, before: Model) -> None:
        old, new = _values(before), _values(instance)
        changes = {name: [old[name], new[name]] for name in new if old[name] != new[name]}
        if changes:
            self._add(_Action.UPDATE, instance, changes)

    def deleted(self, instance: Model) -> None:
        before = _values(instance)
        changes = {name: [value, "None"] for name, value in before.items() if value not in _EMPTY}
        self._add(_Action.DELETE, instance, changes)

    def noted(self, instance: Model, changes: Mapping[str, tuple[str, str]]) -> None:
        """Something of a record that is no field of it: what it lost, or was joined with."""
        self._add(
            _Action.UPDATE, instance, {name: list(values) for name, values in changes.items()}
        )

    def write(self) -> None:
        """Entries are plain values until here: ten thousand instances would cost more to make.
        Those written together have one moment."""
        if not self._entries:
            return
        log_entry = get_logentry_model()
        first = log_entry(cid=get_cid(), action=_Action.CREATE)
        # Auditlog's own receivers add who acts and from where, if a request is going on.
        pre_save.send(sender=log_entry, instance=first, raw=False, using="default")
        same = {name: value for name, value in vars(first).items() if name != "_state"}
        insert_many([SimpleNamespace(**same | entry) for entry in self._entries], log_entry)
        self._entries = []

    def _content_type(self, model: type[Model]) -> int:
        if model not in self._content_types:
            self._content_types[model] = ContentType.objects.get_for_model(model).pk
        return self._content_types[model]

    def _told(self) -> dict[str, object] | None:
        reason = {"reason": self._reason} if self._reason else {}
        return {**(self._about or {}), **reason} or None

    def _add(self, action: int, instance: Model, changes: dict[str, list[str]]) -> None:
        pk = instance.pk
        self._entries.append(
            {
                "content_type_id": self._content_type(type(instance)),
                "object_pk": str(pk),
                "object_id": pk,
                "object_repr": str(instance),
                "action": action,
                "changes": changes,
                "additional_data": self._told(),
            }
        )
        if len(self._entries) >= _MOST_KEPT:
            self.write()


def _values(instance: Model) -> dict[str, str]:
    own = instance.__dict__
    return {
        name: str(own[attname] if attname in own else getattr(instance, attname))
        for name, attname in _columns(type(instance))
    }


@cache
def _columns(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """Name and attribute of the fields that are told."""
    left_out = LEFT_OUT[model]
    fields = (field for field in model._meta.concrete_fields if field.name not in left_out)
    return tuple((field.name, field.attname) for field in fields)
