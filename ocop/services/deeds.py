"""What was done in one batch, so that it can be taken back."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model


@dataclass
class Deeds:
    """What a batch did, exactly enough to take it back (``take_back``); what is derived is not in.

    Values are as JSON keeps them.
    """

    #: Model → keys of new rows
    created: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    #: Model → key → column → [before, after]
    changed: dict[str, dict[str, dict[str, list[Any]]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    #: Model → rows that are gone, each its columns
    removed: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def note_change(self, before: Model, instance: Model, names: Iterable[str]) -> None:
        columns = self.changed[instance._meta.label_lower].setdefault(str(instance.pk), {})
        for name in names:
            attname = instance._meta.get_field(name).attname  # type: ignore[union-attr]
            first = columns.get(attname, [as_kept(getattr(before, attname))])[0]
            columns[attname] = [first, as_kept(getattr(instance, attname))]

    def note_removal(self, instance: Model) -> None:
        self.removed[instance._meta.label_lower].append(columns_of(instance))


def as_kept(value: Any) -> Any:
    """A column's value as JSON keeps it; ``read_again`` reads it."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def columns_of(instance: Model) -> dict[str, Any]:
    """A whole row as JSON keeps it; ``model(**read_again(model, …))`` gives it back."""
    return {
        f.attname: as_kept(getattr(instance, f.attname)) for f in instance._meta.concrete_fields
    }


def read_again(model: type[Model], columns: Mapping[str, Any]) -> dict[str, Any]:
    """Kept columns as the model holds them."""
    fields: Any = {f.attname: f for f in model._meta.concrete_fields}
    return {name: fields[name].to_python(kept) for name, kept in columns.items()}
