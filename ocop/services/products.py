"""Registering products and correcting what is known of them. No star is set here."""

from collections.abc import Mapping, Sequence
from typing import Any

from ocop.errors import AlreadyRegistered, NameMissing
from ocop.models import ProductGroup, RegisteredProduct, Subject
from ocop.selectors.places import Location
from ocop.selectors.register import find_product
from ocop.services.batch import register_batch
from ocop.services.entries import NewProduct
from ocop.services.location import located_fields
from ocop.spelling import clean, product_key

_CORRECTABLE = {
    "name", "subject", "group", "location", "address", "proposed_skus", "product_code",
    "is_sample",
}  # fmt: skip


def register_product(
    *,
    name: str,
    subject: Subject | None,
    group: ProductGroup | None = None,
    location: Location | None = None,
    address: str = "",
    proposed_skus: Sequence[str] = (),
    product_code: str = "",
    is_sample: bool = False,
) -> RegisteredProduct:
    """A new registered product; not public before a standing says so."""
    product = built_product(
        NewProduct(name, subject, group, location, address, proposed_skus, product_code, is_sample)
    )
    existing = find_product(
        name=product.name,
        subject=subject,
        province_as_issued=location.province_as_issued if location else None,
    )
    if existing:
        raise AlreadyRegistered(existing)
    with register_batch() as batch:
        batch.create(product)
        batch.touch(product.pk)
    return product


def built_product(entry: NewProduct) -> RegisteredProduct:
    """The product as it will be stored; refused for what it alone shows."""
    name = clean(entry.name)
    return RegisteredProduct(
        name=name,
        match_key=_key_of(name),
        subject=entry.subject,
        group=entry.group,
        address=clean(entry.address),
        proposed_skus=[clean(sku) for sku in entry.proposed_skus],
        product_code=clean(entry.product_code),
        is_sample=entry.is_sample,
        **located_fields(entry.location),
    )


def correct_product(*, product: RegisteredProduct, **fields: Any) -> RegisteredProduct:
    """Set what was wrong or missing.

    Fields: name, subject, group, location, address, proposed_skus, product_code, is_sample.
    """
    values = product_values(fields)
    refuse_a_taken_key(product, values)
    with register_batch() as batch:
        if batch.change(product, values):
            batch.touch(product.pk)
    return product


def product_values(fields: dict[str, Any]) -> dict[str, Any]:
    """Columns and their values, cleaned, of what ``correct_product`` is given."""
    if unknown := fields.keys() - _CORRECTABLE:
        raise TypeError(f"correct_product() cannot set {', '.join(sorted(unknown))}")
    values = dict(fields)
    if "name" in values:
        values["name"] = clean(values["name"])
        values["match_key"] = _key_of(values["name"])
    for relation in {"subject", "group"} & values.keys():
        related = values.pop(relation)
        values[f"{relation}_id"] = related.pk if related else None
    if "location" in values:
        values |= located_fields(values.pop("location"))
    for text in {"address", "product_code"} & values.keys():
        values[text] = clean(values[text])
    if "proposed_skus" in values:
        values["proposed_skus"] = [clean(sku) for sku in values["proposed_skus"]]
    return values


def _key_of(name: str) -> str:
    key = product_key(name)
    if not key:
        raise NameMissing
    return key


def refuse_a_taken_key(product: RegisteredProduct, values: Mapping[str, Any]) -> None:
    """Before columns of a product change: no two live ones have one key (domain.md §9.1)."""
    key = {
        name: values.get(name, getattr(product, name))
        for name in ("match_key", "subject_id", "province_as_issued_id")
    }
    if key.items() <= product.__dict__.items():
        return
    others = RegisteredProduct.objects.filter(**key, merged_into=None).exclude(pk=product.pk)
    if other := others.first():
        raise AlreadyRegistered(other)
