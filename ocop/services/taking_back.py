"""Taking back what a batch did: made rows go, changed columns and removed rows return."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model

from ocop.models import Certificate, RegisteredProduct, Standing, Subject
from ocop.selectors.register_index import by_pk
from ocop.services.batch import Batch, register_batch
from ocop.services.deeds import read_again


def take_back(
    *,
    created: Mapping[str, list[int]],
    changed: Mapping[str, Mapping[str, Mapping[str, list[Any]]]],
    removed: Mapping[str, list[Mapping[str, Any]]],
) -> None:
    """The reverse of the ``Deeds`` of a batch.

    The caller made sure that nothing later rests on them, and that no listing names a product that
    goes. What is derived from standings is derived anew.
    """
    with register_batch() as batch:
        certificates = set(created.get("ocop.certificate", ()))
        standings = by_pk(Standing, created.get("ocop.standing", ()))
        batch.delete_many(list(by_pk(Certificate, certificates).values()))
        batch.delete_many(list(standings.values()))
        for label, rows in changed.items():
            _give_back(batch, label, rows)
        gone = by_pk(RegisteredProduct, created.get("ocop.registeredproduct", ()))
        batch.delete_many(list(gone.values()))
        batch.delete_many(list(by_pk(Subject, created.get("ocop.subject", ())).values()))
        returned = [
            _restored(batch, label, columns)
            for label in ("ocop.subject", "ocop.registeredproduct", "ocop.standing",
                          "ocop.certificate")
            for columns in removed.get(label, ())
        ]  # fmt: skip
        for standing in (*standings.values(), *returned):
            if isinstance(standing, Standing | Certificate) and standing.product_id not in gone:
                batch.touch(standing.product_id)


def _give_back(batch: Batch, label: str, rows: Mapping[str, Mapping[str, list[Any]]]) -> None:
    model: type[Model] = apps.get_model(label)
    instances = by_pk(model, (int(pk) for pk in rows))
    for instance in batch.change_many(
        [(instance, _values(model, rows[str(pk)])) for pk, instance in instances.items()]
    ):
        if isinstance(instance, RegisteredProduct):
            batch.touch(instance.pk)
        elif isinstance(instance, Subject):
            for product_id in instance.products.values_list("pk", flat=True):
                batch.touch(product_id)


def _values(model: type[Model], columns: Mapping[str, list[Any]]) -> dict[str, Any]:
    return read_again(model, {name: before for name, (before, _after) in columns.items()})


def _restored(batch: Batch, label: str, columns: Mapping[str, Any]) -> Model:
    model: type[Model] = apps.get_model(label)
    instance = model(**read_again(model, columns))
    batch.restore(instance)
    return instance
