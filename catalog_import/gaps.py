"""What a record knows that the register does not: only gaps are filled."""

from catalog_import.records import Record
from ocop.models import RegisteredProduct, Subject
from ocop.selectors.places import Location


def product_fills(record: Record, product: RegisteredProduct) -> dict[str, object]:
    fills: dict[str, object] = {}
    if record.product_group and product.group_id is None:
        fills["group"] = record.product_group
    if record.product_code and not product.product_code:
        fills["product_code"] = record.product_code
    if record.skus and not product.proposed_skus:
        fills["proposed_skus"] = record.skus
    if _is_nearer(record.location, product):
        fills |= {"location": record.location, "address": record.address}
    return fills


def subject_fills(record: Record, subject: Subject) -> dict[str, object]:
    fills: dict[str, object] = {
        name: said
        for name, said in (
            ("kind", record.subject_kind),
            ("phone", record.phone),
            ("tax_code", record.tax_code),
        )
        if said and not getattr(subject, name)
    }
    if _is_nearer(record.location, subject):
        fills |= {"location": record.location, "address": record.address}
    return fills


def _is_nearer(location: Location | None, known: RegisteredProduct | Subject) -> bool:
    """The file names the district or commune where the register knows only the province."""
    if location is None or location.place_as_issued is None:
        return False
    province = location.province_as_issued.pk if location.province_as_issued else None
    return (
        known.province_as_issued_id == province
        and known.place_as_issued_id in (None, known.province_as_issued_id)
        and location.place_as_issued.pk != province
    )
