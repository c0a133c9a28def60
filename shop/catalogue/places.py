"""Places as pages write them."""

from collections.abc import Iterable

from ocop.models import Place
from ocop.models.place import Located

#: What pages name of something located
_NAMED = ("commune_now", "province_now", "place_as_issued")


def load_places(located: Iterable[Located]) -> None:
    """Fetch the places that pages name, and what they lie in, for all of them; one query.

    Joined to the listings it would be the same table seven times: PostgreSQL then spends more time
    on planning the query than on everything else a page needs.
    """
    located = list(located)
    ids = {getattr(one, f"{name}_id") for one in located for name in _NAMED} - {None}
    places = Place.objects.select_related("parent__parent").in_bulk(ids)
    for one in located:
        for name in _NAMED:
            if place := places.get(getattr(one, f"{name}_id")):
                setattr(one, name, place)


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
