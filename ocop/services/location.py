"""Writing a location to what is located."""

from ocop.models import Place
from ocop.selectors.places import Location


def located_fields(location: Location | None) -> dict[str, object]:
    """The fields of ``Located`` (without the address text) that a location fills."""
    location = location or Location()
    return {
        "place_as_issued_id": _pk(location.place_as_issued),
        "province_as_issued_id": _pk(location.province_as_issued),
        "province_now_id": _pk(location.province_now),
        "commune_now_id": _pk(location.commune_now),
        "former_province_id": _pk(location.former_province),
        "place_confidence": str(location.confidence),
    }


def _pk(place: Place | None) -> int | None:
    return place.pk if place else None
