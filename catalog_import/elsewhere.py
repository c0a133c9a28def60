"""A list that was brought under the wrong province: most of its places lie in another one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from catalog_import.problems import Problem, warning
from catalog_import.records import Record
from ocop.models import Place
from ocop.spelling import name_key, split_unit_word

_UNKNOWN = frozenset({"district_unknown", "commune_unknown"})
#: Fewer strangers are slips of a clerk
_FEWEST = 3

Key = tuple[str, str]


def tell_elsewhere(records: Sequence[Record], problems: Iterable[Problem]) -> list[Problem]:
    """A warning about the file, with the province that most of it lies in, or nothing.

    The province an officer states stands in for one the file does not name; stated by a slip, it
    would make every product one of another province. Only said where more than half of the rows
    have a district (or, without one, a commune) that the province does not have, and more than
    half of those lie in one and the same other province.
    """
    unknown = {(p.sheet, p.row) for p in problems if p.code in _UNKNOWN}
    strangers = [record for record in records if (record.sheet, record.row) in unknown]
    if len(strangers) < _FEWEST or len(strangers) * 2 <= len(records):
        return []
    provinces = _provinces_with({_key(record) for record in strangers})
    found = Counter(name for record in strangers for name in provinces[_key(record)])
    (best, count), *others = found.most_common(2) or [("", 0)]
    if count * 2 <= len(strangers) or any(other == count for _, other in others):
        return []
    stated = Counter(record.province for record in strangers).most_common(1)[0][0]
    return [warning("province_doubtful", "province", stated=stated, other=best, rows=count)]


def _key(record: Record) -> Key:
    return record.scheme, name_key(split_unit_word(record.district or record.commune)[1])


def _provinces_with(keys: set[Key]) -> dict[Key, set[str]]:
    """Names of the provinces that have a unit of this name."""
    places = Place.objects.filter(
        scheme__in={scheme for scheme, _ in keys},
        name_key__in={name for _, name in keys},
        parent__isnull=False,
    )
    found: dict[Key, set[str]] = defaultdict(set)
    for scheme, name, province in places.values_list("scheme", "name_key", "province__name"):
        found[scheme, name].add(province)
    return found
