"""The months in which a product is there: kept as twelve bits, January the lowest."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

MONTHS = range(1, 13)


def mask_of(months: Iterable[int]) -> int:
    """Months 1–12 as one number; ``ValueError`` for any other."""
    mask = 0
    for month in months:
        if month not in MONTHS:
            raise ValueError(month)
        mask |= 1 << (month - 1)
    return mask


def months_of(mask: int) -> tuple[int, ...]:
    return tuple(month for month in MONTHS if mask & 1 << (month - 1))


def runs(months: Sequence[int]) -> list[tuple[int, int]]:
    """Months as stretches, over the turn of the year too: 11, 12, 1 is one from 11 to 1."""
    held = set(months)
    if len(held) == len(MONTHS):
        return [(1, 12)]
    starts = [month for month in MONTHS if month in held and (month - 2) % 12 + 1 not in held]
    found = []
    for start in starts:
        end = start
        while end % 12 + 1 in held:
            end = end % 12 + 1
        found.append((start, end))
    return found


def said(months: Sequence[int]) -> str:
    """ "months 6–7, month 11"; empty for none and for all."""
    if len(months) in {0, len(MONTHS)}:
        return ""
    pieces = []
    for start, end in runs(months):
        if start == end:
            pieces.append(gettext("month %(number)s") % {"number": start})
        else:
            pieces.append(gettext("months %(from)s–%(to)s") % {"from": start, "to": end})
    return ", ".join(pieces)
