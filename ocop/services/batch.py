"""Several services as one act: one transaction, one derivation, one signal."""

import copy
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from auditlog.context import disable_auditlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from ocop import locks, terms
from ocop.audit import Trail
from ocop.errors import InvalidFields
from ocop.models import Certificate, RegisteredProduct, Standing
from ocop.signals import register_changed

_CHUNK = 500
ModelT = TypeVar("ModelT", bound=Model)
_current: ContextVar["Batch | None"] = ContextVar("register_batch", default=None)


class Batch:
    """What services write through while a ``register_batch`` is open."""

    def __init__(self) -> None:
        self.trail = Trail()
        self._touched: set[int] = set()

    def touch(self, product_id: int) -> None:
        """The product's terms are derived, and its change is told, when the batch ends."""
        self._touched.add(product_id)

    def create(self, instance: ModelT) -> ModelT:
        check_fields(instance)
        with disable_auditlog():
            instance.save(force_insert=True)
        self.trail.created(instance)
        return instance

    def change(self, instance: Model, values: dict[str, object]) -> bool:
        """Set and save the fields that differ; False when none does."""
        before = copy.copy(instance)
        changed = [name for name, value in values.items() if getattr(instance, name) != value]
        for name in changed:
            setattr(instance, name, values[name])
        if not changed:
            return False
        try:
            check_fields(instance)
        except InvalidFields:
            for name in changed:
                setattr(instance, name, getattr(before, name))
            raise
        with disable_auditlog():
            instance.save(update_fields=changed)
        self.trail.changed(instance, before)
        return True

    def delete(self, instance: Model) -> None:
        self.trail.deleted(instance)
        with disable_auditlog():
            instance.delete()

    def derive(self) -> list[int]:
        """Bring all touched products up to date; the keys of those that still exist."""
        ids = sorted(self._touched)
        found: list[int] = []
        for start in range(0, len(ids), _CHUNK):
            found += self._derive(ids[start : start + _CHUNK])
        return found

    def _derive(self, ids: Sequence[int]) -> list[int]:
        products = list(locks.products(ids))
        standings: dict[int, list[Standing]] = defaultdict(list)
        for standing in Standing.objects.filter(product__in=ids).order_by("pk"):
            standings[standing.product_id].append(standing)
        certificates: dict[int, list[Certificate]] = defaultdict(list)
        for certificate in Certificate.objects.filter(product__in=ids).order_by("pk"):
            certificates[certificate.product_id].append(certificate)
        changed: list[Certificate] = []
        by_status: dict[str, list[int]] = defaultdict(list)
        for product in products:
            own = certificates[product.pk]
            before = [copy.copy(certificate) for certificate in own]
            terms.set_terms(own, standings[product.pk])
            for old, new in zip(before, own, strict=True):
                if any(getattr(old, name) != getattr(new, name) for name in terms.DERIVED):
                    changed.append(new)
                    self.trail.changed(new, old)
            status = terms.last_status(standings[product.pk])
            if (product.last_status, product.is_public) != (status, terms.is_public(status)):
                by_status[status].append(product.pk)
        Certificate.objects.bulk_update(changed, terms.DERIVED, batch_size=_CHUNK)
        for status, pks in by_status.items():
            RegisteredProduct.objects.filter(pk__in=pks).update(
                last_status=status, is_public=terms.is_public(status)
            )
        return [product.pk for product in products]


@contextmanager
def register_batch() -> Iterator[Batch]:
    """All services called inside are one act: atomic, derived and told once, at the end.

    Until then ``valid_from``, ``valid_until``, ``is_public`` and ``last_status`` are provisional.
    Batches nest; only the outermost one ends anything. To undo, let an exception leave it.
    """
    if (batch := _current.get()) is not None:
        yield batch
        return
    with transaction.atomic():
        batch = Batch()
        token = _current.set(batch)
        try:
            yield batch
            product_ids = batch.derive()
            batch.trail.write()
        finally:
            _current.reset(token)
        if product_ids:
            register_changed.send(sender=RegisteredProduct, registered_product_ids=product_ids)


def check_fields(instance: Model) -> None:
    """Lengths and choices, without a query: foreign keys are what callers already loaded."""
    relations = {field.name for field in instance._meta.concrete_fields if field.is_relation}
    try:
        instance.clean_fields(exclude=relations)
    except ValidationError as error:
        raise InvalidFields(error) from error
