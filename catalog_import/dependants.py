"""What rests on an applied run: later lists, corrections by hand, and whatever names its records.

Reasons are sentences in the reader's language, each naming a record.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from auditlog import get_logentry_model
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignObjectRel, Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog_import.models import ImportRun, SourceRow, UndoLog
from ocop.chunks import chunks
from ocop.models import Certificate, RegisteredProduct, Standing, Subject
from ocop.services.deeds import as_kept
from shop.catalogue.models import Product

_REGISTER: tuple[type[Model], ...] = (Subject, RegisteredProduct, Standing)
#: Rows of imports go with their run, certificates with their standings
_NO_DEPENDANTS = frozenset({"ocop.certificate"})
#: Reasons told of each kind; the rest is counted
_MOST_TOLD = 20


def reasons_to_stay(run: ImportRun, log: UndoLog) -> list[str]:
    """Why the run cannot be taken back; empty if it can."""
    touched = _products_touched(run, log)
    found = [*_later_lists(log, touched), *_changed_since(log), *_by_hand(log, touched)]
    # what lists or people wrote into the register since is told by now
    found += _named_elsewhere(log, leaves_out=_REGISTER if found else ())
    told = list(dict.fromkeys(found))
    if (more := len(told) - _MOST_TOLD) > 0:
        rest = ngettext("… and %(count)s more.", "… and %(count)s more.", more) % {"count": more}
        return [*told[:_MOST_TOLD], rest]
    return told


def _products_touched(run: ImportRun, log: UndoLog) -> set[int]:
    """Products the run made, corrected or said something new of."""
    touched = set(log.created.get("ocop.registeredproduct", ()))
    touched.update(int(pk) for pk in log.changed.get("ocop.registeredproduct", ()))
    touched.update(row["product_id"] for row in log.removed.get("ocop.standing", ()))
    with_news = run.rows.filter(standing__isnull=False)
    touched.update(with_news.values_list("product_id", flat=True))
    return touched


def _later_lists(log: UndoLog, touched: set[int]) -> Iterator[str]:
    later = ImportRun.objects.filter(
        state=ImportRun.State.APPLIED, undo_log__pk__gt=log.pk
    ).order_by("undo_log__pk")
    for run in later:
        rows = SourceRow.objects.filter(run=run, product__isnull=False)
        named = sorted(touched & set(rows.values_list("product_id", flat=True)))
        if named:
            first = RegisteredProduct.objects.get(pk=named[0])
            yield ngettext(
                "The later import “%(file)s” speaks of “%(name)s” too.",
                "The later import “%(file)s” speaks of %(count)s of these products too, among them "
                "“%(name)s”.",
                len(named),
            ) % {"file": run.file_name, "count": len(named), "name": first.name}


def _changed_since(log: UndoLog) -> Iterator[str]:
    """A column no longer holds what the run wrote."""
    for label, rows in log.changed.items():
        model: type[Model] = apps.get_model(label)
        for instance in _rows(model, [int(pk) for pk in rows]):
            columns = rows[str(instance.pk)]
            if any(as_kept(getattr(instance, name)) != new for name, (_o, new) in columns.items()):
                yield _("“%(name)s” was corrected since.") % {"name": instance}


def _by_hand(log: UndoLog, touched: set[int]) -> Iterator[str]:
    """What people wrote since, by the audit trail; what imports wrote is seen by their rows."""
    kinds: dict[int, Any] = {
        ContentType.objects.get_for_model(model).pk: model for model in _REGISTER
    }
    own: dict[Any, set[int]] = {
        model: set(log.created.get(model._meta.label_lower, ()))
        | {int(pk) for pk in log.changed.get(model._meta.label_lower, ())}
        for model in _REGISTER
    }
    entries = get_logentry_model().objects.filter(
        pk__gt=log.trail_before, content_type__in=list(kinds)
    )
    for kind, pk, name, changes, about in (
        entries.order_by("pk")
        .values_list("content_type", "object_id", "object_repr", "changes", "additional_data")
        .iterator(chunk_size=2_000)
    ):
        if about and ("import_run" in about or "undone_import" in about):
            continue
        model = kinds[kind]
        if pk in own[model]:
            yield _("“%(name)s” was corrected by hand.") % {"name": name}
        elif model is Standing and _product_in(changes) & touched:
            product = RegisteredProduct.objects.get(pk=min(_product_in(changes) & touched))
            yield _("Something was recorded of “%(name)s” by hand.") % {"name": product.name}


def _product_in(changes: Mapping[str, Sequence[str]] | None) -> set[int]:
    values = (changes or {}).get("product", ())
    return {int(value) for value in values if value.isdigit()}


def _named_elsewhere(log: UndoLog, *, leaves_out: Sequence[type[Model]]) -> Iterator[str]:
    """Rows of any room that name what the run made: orders, claims, pictures, booths …"""
    products = log.created.get("ocop.registeredproduct", ())
    models: tuple[type[Model], ...] = (*_REGISTER, Certificate)
    made = {
        model._meta.label_lower: set(log.created.get(model._meta.label_lower, ()))
        for model in models
    }
    listings = {
        pk
        for chunk in chunks(sorted(products))
        for pk in Product.objects.filter(registered_product__in=chunk).values_list("pk", flat=True)
    }
    made[Product._meta.label_lower] = listings
    for model in (*_REGISTER, Product):
        yield from _named_rows(model, made, leaves_out)


def _named_rows(
    model: type[Model], made: Mapping[str, set[int]], leaves_out: Sequence[type[Model]]
) -> Iterator[str]:
    pks = sorted(made[model._meta.label_lower])
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        other: Any = relation.related_model
        if other == "self" or other._meta.label_lower in _NO_DEPENDANTS:
            continue
        if other._meta.app_label == "catalog_import" or other in leaves_out:
            continue
        own = made.get(other._meta.label_lower, set())
        found: dict[int, int] = defaultdict(int)
        name = relation.field.name
        for chunk in chunks(pks):
            rows = other._base_manager.filter(**{f"{name}__in": chunk})
            for pk, target in rows.values_list("pk", name):
                if pk not in own:
                    found[target] += 1
        for target in list(found)[:_MOST_TOLD]:
            yield _("%(things)s name “%(name)s” (%(count)s).") % {
                "things": str(other._meta.verbose_name_plural).capitalize(),
                "name": model._base_manager.get(pk=target),
                "count": found[target],
            }


def _rows(model: type[Model], pks: Iterable[int]) -> Iterator[Any]:
    for chunk in chunks(sorted(pks)):
        yield from model._base_manager.filter(pk__in=chunk).order_by("pk")
