"""The source of a list that nobody named: made where it is the first one."""

from collections.abc import Sequence
from typing import Any

from catalog_import.models import Source
from catalog_import.records import Record
from catalog_import.selectors.publishers import publisher_of
from ocop.enums import Scheme
from ocop.models import Place

#: Name of the source of made-up rows
SAMPLE_SOURCE = "Dữ liệu mẫu"


def source_for(records: Sequence[Record], *, is_sample: bool = False) -> Source | None:
    """The source the rows belong to; None where they tell no province."""
    known_by: dict[str, Any] = {"name": SAMPLE_SOURCE} if is_sample else publisher_of(records)
    if not known_by:
        return None
    named = {"name": _office_of(known_by["province"])} if "province" in known_by else {}
    source, _ = Source.objects.get_or_create(**known_by, defaults=named)
    return source


def _office_of(province: Place) -> str:
    """Names of provinces were reused in 2025: the former one says so. Data, in one language."""
    if province.scheme == Scheme.SINCE_2025_07:
        return province.full_name
    return f"{province.full_name} (trước 7/2025)"
