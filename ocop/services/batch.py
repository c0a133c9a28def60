"""Several services as one act: one transaction, one derivation, one signal."""

import copy
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from auditlog.context import disable_auditlog
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Model

from ocop import locks, terms
from ocop.audit import Trail
from ocop.chunks import SIZE, chunks
from ocop.errors import InvalidFields, MergedAway
from ocop.inserting import insert_many
from ocop.models import Certificate, RegisteredProduct, Standing
from ocop.services.deeds import Deeds
from ocop.signals import register_changed

#: The greatest number a small integer column holds
_SMALL = 32_767
ModelT = TypeVar("ModelT", bound=Model)
_current: ContextVar["Batch | None"] = ContextVar("register_batch", default=None)


@dataclass
class _Made:
    """All there is of a product that was registered in this batch."""

    product: RegisteredProduct
    standings: list[Standing] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)


class Batch:
    """What services write through while a ``register_batch`` is open."""

    def __init__(self, about: Mapping[str, object] | None = None) -> None:
        self.trail = Trail(about)
        self.deeds = Deeds()
        self._touched: set[int] = set()
        self._made: dict[int, _Made] = {}

    def touch(self, product_id: int) -> None:
        """The product's terms are derived, and its change is told, when the batch ends."""
        self._touched.add(product_id)

    def create(self, instance: ModelT) -> ModelT:
        check_fields(instance)
        with disable_auditlog():
            instance.save(force_insert=True)
        self._remember(instance)
        self.trail.created(instance)
        return instance

    def create_many(self, instances: Sequence[Model]) -> None:
        """Rows of one model, their fields checked by the caller (``check_fields``)."""
        insert_many(instances)
        for instance in instances:
            self._remember(instance)
            self.trail.created(instance)

    def change(self, instance: Model, values: dict[str, object]) -> bool:
        """Set and save the fields that differ; False when none does."""
        before, changed = _set(instance, values)
        if not changed:
            return False
        self._forget(instance)
        self.deeds.note_change(before, instance, changed)
        with disable_auditlog():
            instance.save(update_fields=changed)
        self.trail.changed(instance, before)
        return True

    def change_many(self, changes: Iterable[tuple[ModelT, dict[str, Any]]]) -> list[ModelT]:
        """``change`` for rows of one model; those that did change."""
        by_fields: dict[tuple[str, ...], list[ModelT]] = defaultdict(list)
        for instance, values in changes:
            before, changed = _set(instance, values)
            if changed:
                self._forget(instance)
                self.deeds.note_change(before, instance, changed)
                by_fields[tuple(changed)].append(instance)
                self.trail.changed(instance, before)
        for names, instances in by_fields.items():
            type(instances[0])._default_manager.bulk_update(instances, names, batch_size=SIZE)
        return [instance for instances in by_fields.values() for instance in instances]

    def delete(self, instance: Model) -> None:
        self._forget(instance)
        self.deeds.note_removal(instance)
        self.trail.deleted(instance)
        with disable_auditlog():
            instance.delete()

    def delete_many(self, instances: Sequence[Model]) -> None:
        """``delete`` for rows of one model."""
        for chunk in chunks(instances):
            for instance in chunk:
                self._forget(instance)
                self.deeds.note_removal(instance)
                self.trail.deleted(instance)
            pks = [instance.pk for instance in chunk]
            with disable_auditlog():
                type(chunk[0])._default_manager.filter(pk__in=pks).delete()

    def certificates_of(self, product_id: int) -> list[Certificate] | None:
        """Of a product registered in this batch all it has, without a query; else None."""
        own = self._made.get(product_id)
        return own.certificates if own else None

    def restore(self, instance: Model) -> None:
        """A row that was removed, under the key it had, with every column as it was."""
        kept = {f.attname: getattr(instance, f.attname) for f in instance._meta.concrete_fields}
        model = type(instance)
        with disable_auditlog():
            instance.save(force_insert=True)
            # what stamps itself when it is saved gets its own stamp back
            model._default_manager.filter(pk=instance.pk).update(**kept)
        self.trail.created(instance)

    def _remember(self, instance: Model) -> None:
        self.deeds.created[instance._meta.label_lower].append(instance.pk)
        if isinstance(instance, RegisteredProduct):
            self._made[instance.pk] = _Made(instance)
        elif isinstance(instance, Standing) and (own := self._made.get(instance.product_id)):
            own.standings.append(instance)
        elif isinstance(instance, Certificate) and (own := self._made.get(instance.product_id)):
            own.certificates.append(instance)

    def _forget(self, instance: Model) -> None:
        """What is written through another instance is read anew at the end."""
        if isinstance(instance, Standing | Certificate):
            self._made.pop(instance.product_id, None)
        elif isinstance(instance, RegisteredProduct):
            self._made.pop(instance.pk, None)

    def derive(self) -> list[int]:
        """Bring all touched products up to date; the keys of those that still exist."""
        found: list[int] = []
        ids = sorted(self._touched)
        for some in chunks(ids):
            found += self._derive(some)
        return found

    def _derive(self, ids: Sequence[int]) -> list[int]:
        known = {pk: self._made[pk] for pk in ids if pk in self._made}
        known |= _read([pk for pk in ids if pk not in known])
        changed: list[Certificate] = []
        by_status: dict[str, list[int]] = defaultdict(list)
        for pk in sorted(known):
            product, own = known[pk].product, known[pk].certificates
            if product.merged_into is not None and known[pk].standings:
                # A merge got ahead of this writer: nobody would see what is said here.
                raise MergedAway(product.merged_into)
            before = [copy.copy(certificate) for certificate in own]
            terms.set_terms(own, known[pk].standings)
            for old, new in zip(before, own, strict=True):
                if any(getattr(old, name) != getattr(new, name) for name in terms.DERIVED):
                    changed.append(new)
                    self.trail.changed(new, old)
            status = terms.last_status(known[pk].standings)
            if (product.last_status, product.is_public) != (status, terms.is_public(status)):
                by_status[status].append(product.pk)
        Certificate.objects.bulk_update(changed, terms.DERIVED, batch_size=SIZE)
        for status, pks in by_status.items():
            RegisteredProduct.objects.filter(pk__in=pks).update(
                last_status=status, is_public=terms.is_public(status)
            )
        return sorted(known)


def _read(ids: Sequence[int]) -> dict[int, _Made]:
    if not ids:
        return {}
    found = {product.pk: _Made(product) for product in locks.products(ids)}
    for standing in Standing.objects.filter(product__in=ids).order_by("pk"):
        found[standing.product_id].standings.append(standing)
    for certificate in Certificate.objects.filter(product__in=ids).order_by("pk"):
        found[certificate.product_id].certificates.append(certificate)
    return found


def _set(instance: ModelT, values: dict[str, Any]) -> tuple[ModelT, list[str]]:
    """Set the fields that differ, all or none: the instance as it was, and their names."""
    before = copy.copy(instance)
    changed = [name for name, value in values.items() if getattr(instance, name) != value]
    for name in changed:
        setattr(instance, name, values[name])
    if changed:
        try:
            check_fields(instance)
        except InvalidFields:
            for name in changed:
                setattr(instance, name, getattr(before, name))
            raise
    return before, changed


@contextmanager
def register_batch(about: Mapping[str, object] | None = None) -> Iterator[Batch]:
    """All services called inside are one act: atomic, derived and told once, at the end.

    Until then ``valid_from``, ``valid_until``, ``is_public`` and ``last_status`` are provisional.
    Batches nest; only the outermost one ends anything. To undo, let an exception leave it.
    ``about`` is kept with every entry of the audit trail (``additional_data``): what the act is
    part of.
    """
    if (batch := _current.get()) is not None:
        yield batch
        return
    with transaction.atomic():
        batch = Batch(about)
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
    own = instance.__dict__
    doubtful = [name for name, is_sound in _quick_checks(type(instance)) if not is_sound(own[name])]
    if not doubtful:
        return
    sound = {field.name for field in instance._meta.concrete_fields} - set(doubtful)
    try:
        instance.clean_fields(exclude=sound)
    except ValidationError as error:
        raise InvalidFields(error) from error


@cache
def _quick_checks(model: type[Model]) -> tuple[tuple[str, Callable[[object], bool]], ...]:
    """For each field that is no relation a test that only what is certainly right passes."""
    fields = [field for field in model._meta.concrete_fields if not field.is_relation]
    return tuple((field.name, _quick_check(field)) for field in fields)


def _quick_check(field: Any) -> Callable[[object], bool]:
    longest = field.max_length or 0
    choices = frozenset(value for value, _ in field.flatchoices)
    is_plain = type(field) in (models.CharField, models.TextField)

    def check(value: object) -> bool:
        if value is None or value == "" or value == []:
            return bool(field.blank)
        if isinstance(value, str):
            return is_plain and len(value) <= longest and (not choices or value in choices)
        if isinstance(value, bool):
            return type(field) is models.BooleanField
        if type(value) is int:
            return type(field) is models.PositiveSmallIntegerField and 0 <= value <= _SMALL
        return type(value) is datetime.date and type(field) is models.DateField

    return check
