"""What imports left for a person to answer: two words on one fact, products no longer named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from catalog_import.models import FieldConflict, ImportRun, MissingProduct
from catalog_import.selectors.changes import field_label, place_names, value_in_words
from catalog_import.selectors.responsibility import runs_of

State = ImportRun.State


@dataclass(frozen=True, slots=True)
class ShownConflict:
    conflict: FieldConflict
    #: Name of the subject or product
    record: str
    field: str
    known: Any
    said: Any


def conflicts_of(user: Any) -> QuerySet[FieldConflict]:
    """Open conflicts of applied runs that the user's centre answers for, the oldest first."""
    return _conflicts().filter(
        state=FieldConflict.State.OPEN,
        source_row__run__state=State.APPLIED,
        source_row__run__in=runs_of(user),
    ).order_by("pk")  # fmt: skip


def conflicts_in(run: ImportRun) -> QuerySet[FieldConflict]:
    """The conflicts of one run: of a checked one, those that are to come."""
    return _conflicts().filter(source_row__run=run).order_by("pk")


def _conflicts() -> QuerySet[FieldConflict]:
    return FieldConflict.objects.select_related(
        "source_row__run", "origin_run", "origin_by", "decided_by"
    )


def shown_conflicts(conflicts: Sequence[FieldConflict]) -> list[ShownConflict]:
    """With names in place of keys; a number of queries that does not depend on how many."""
    names: dict[tuple[str, int], str] = {}
    for model in {conflict.model for conflict in conflicts}:
        pks = [conflict.object_id for conflict in conflicts if conflict.model == model]
        rows = apps.get_model(model)._default_manager.filter(pk__in=pks)
        names |= {(model, pk): name for pk, name in rows.values_list("pk", "name")}
    places = place_names(
        str(value) for c in conflicts if c.field == "place_as_issued" for value in (c.known, c.said)
    )
    return [
        ShownConflict(
            conflict=c,
            record=names.get((c.model, c.object_id), "–"),
            field=field_label(c.model, c.field),
            known=value_in_words(c.field, c.known, places),
            said=value_in_words(c.field, c.said, places),
        )
        for c in conflicts
    ]


def missing_of(run: ImportRun) -> QuerySet[MissingProduct]:
    """Products of earlier lists that the list of a run does not name; open ones first."""
    return (
        MissingProduct.objects.filter(run=run)
        .select_related("product__subject", "maybe_now", "answered_by", "standing")
        .order_by("answer", "product__name", "pk")
    )


def questions_of(user: Any) -> dict[str, int]:
    """How many wait for an answer: for the home page of the desk."""
    missing = MissingProduct.objects.filter(
        answer=MissingProduct.Answer.OPEN, run__state=State.APPLIED, run__in=runs_of(user)
    )
    return {"conflicts": conflicts_of(user).count(), "missing": missing.count()}


def runs_with_missing(user: Any) -> QuerySet[ImportRun]:
    """Applied runs some of whose missing products nobody answered for, with how many."""
    waiting = MissingProduct.objects.filter(run=OuterRef("pk"), answer=MissingProduct.Answer.OPEN)
    # Counted apart: joined, each of thousands of products would carry its run's whole report along
    number = waiting.order_by().values("run").annotate(number=Count("pk")).values("number")
    return (
        runs_of(user)
        .filter(Exists(waiting), state=State.APPLIED)
        .annotate(open_count=Subquery(number))
        .select_related("source")
        .defer("summary", "mapping", "progress")
        .order_by("-pk")
    )
