"""Tells the register's own screens in which cells of which lists a fact was read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.urls import NoReverseMatch, reverse

from catalog_import.selectors.provenance import provenance_of
from ocop.provenance import Origin, Traced, register_provenance


@register_provenance("imports")
def tell(instance: Traced) -> Mapping[str, Sequence[Origin]]:
    """By field of the record, the latest list first."""
    found: dict[str, list[Origin]] = defaultdict(list)
    for origin in provenance_of(instance):
        found[origin.field].append(
            Origin(
                place=f"{origin.file_name}, {origin.place}",
                url=_page(origin.run_id, origin.row_id),
                at=origin.moment,
                by=origin.person,
                text=origin.text,
            )
        )
    return found


def _page(run_id: int, row_id: int) -> str:
    try:
        return reverse("imports:row", kwargs={"pk": run_id, "row_pk": row_id})
    except NoReverseMatch:
        return ""  # a project that takes this room in without its back office
