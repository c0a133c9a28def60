"""The source of a list that nobody named: made where it is the first one."""

from collections.abc import Sequence

from catalog_import.models import Source
from catalog_import.records import Record
from catalog_import.selectors.publishers import SEVERAL_PROVINCES, province_of, provinces_in
from ocop.enums import Scheme
from ocop.models import Place

#: Name of the source of made-up rows
SAMPLE_SOURCE = "Dữ liệu mẫu"


def source_for(records: Sequence[Record], *, is_sample: bool = False) -> Source | None:
    """The source the rows belong to; None where they tell no province."""
    if is_sample:
        return _named(SAMPLE_SOURCE)
    if province := province_of(records):
        source, _ = Source.objects.get_or_create(
            province=province, defaults={"name": _office_of(province)}
        )
        return source
    return _named(SEVERAL_PROVINCES) if len(provinces_in(records)) > 1 else None


def _named(name: str) -> Source:
    source, _ = Source.objects.get_or_create(name=name)
    return source


def _office_of(province: Place) -> str:
    """Names of provinces were reused in 2025: the former one says so."""
    if province.scheme == Scheme.SINCE_2025_07:
        return province.full_name
    return f"{province.full_name} ({province.get_scheme_display()})"
