"""Places as pages write them."""

from ocop.models import Place
from ocop.models.place import Located


def place_today(located: Located) -> str:
    """ "Xã Thông Nguyên, Tuyên Quang": the commune and province of today, as far as known."""
    parts = [
        located.commune_now.full_name if located.commune_now else "",
        located.province_now.name if located.province_now else "",
    ]
    return ", ".join(part for part in parts if part)


def place_in_full(place: Place | None) -> str:
    """A place with all it lies in, in the names of its own scheme."""
    parts = []
    while place is not None:
        parts.append(place.full_name)
        place = place.parent
    return ", ".join(parts)
