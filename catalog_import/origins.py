"""Who wrote a value that the register holds: a list, or a person. The audit trail tells."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from auditlog import get_logentry_model
from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from catalog_import.models import FieldConflict
from ocop.chunks import chunks


@dataclass(frozen=True, slots=True)
class Author:
    """``kind`` is a ``FieldConflict.Origin``; a list has a run, a person a key and a moment."""

    kind: str = FieldConflict.Origin.UNKNOWN
    run_id: int | None = None
    person_id: int | None = None
    moment: datetime.datetime | None = None


NOBODY = Author()


def authors_of(
    model: str, fields_by_pk: Mapping[int, Iterable[str]]
) -> dict[tuple[int, str], Author]:
    """Of each field of each record the one who wrote it last."""
    wanted = {pk: set(fields) for pk, fields in fields_by_pk.items()}
    kind = ContentType.objects.get_for_model(apps.get_model(model))
    found: dict[tuple[int, str], Author] = {}
    for pks in chunks(sorted(wanted)):
        entries = get_logentry_model().objects.filter(content_type=kind, object_id__in=pks)
        for pk, changes, about, person, moment in entries.order_by("pk").values_list(
            "object_id", "changes", "additional_data", "actor", "timestamp"
        ):
            for name in wanted[pk] & (changes or {}).keys():
                found[pk, name] = _author(about, person, moment)
    return found


def _author(
    about: Mapping[str, Any] | None, person: int | None, moment: datetime.datetime
) -> Author:
    if about and "import_run" in about:
        return Author(FieldConflict.Origin.REGISTRY, run_id=about["import_run"], moment=moment)
    if person is None:
        return NOBODY
    return Author(FieldConflict.Origin.HAND, person_id=person, moment=moment)
