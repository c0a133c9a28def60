"""Fairs as iCalendar (RFC 5545), for the calendars of telephones."""

from collections.abc import Iterable
from datetime import UTC, datetime

from fairs.enums import FairMode, FairStatus
from fairs.models import Fair

CONTENT_TYPE = "text/calendar; charset=utf-8"
_LINE = 75  # octets, without the line break
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": None})


def calendar(fairs: Iterable[Fair], *, host: str, base_url: str, name: str) -> str:
    """One calendar of these fairs. ``host`` makes their identifiers, ``base_url`` their links."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cho Phien//fairs//VI",
        "CALSCALE:GREGORIAN", _text("X-WR-CALNAME", name), "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
    ]  # fmt: skip
    for fair in fairs:
        lines += _event(fair, host, base_url)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(fair: Fair, host: str, base_url: str) -> list[str]:
    url = f"{base_url}{fair.get_absolute_url()}"
    is_cancelled = fair.status == FairStatus.CANCELLED
    place = fair.venue if fair.mode != FairMode.ONLINE else url
    return [
        "BEGIN:VEVENT",
        f"UID:fair-{fair.pk}@{host}",
        f"DTSTAMP:{_moment(fair.changed_at)}",
        f"SEQUENCE:{fair.version}",
        f"DTSTART:{_moment(fair.opens_at)}",
        f"DTEND:{_moment(fair.closes_at)}",
        _text("SUMMARY", fair.name),
        _text("DESCRIPTION", "\n".join(filter(None, (fair.summary, url)))),
        _text("LOCATION", place),
        f"URL:{url}",
        f"STATUS:{'CANCELLED' if is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(name: str, value: str) -> str:
    return f"{name}:{value.translate(_ESCAPES)}"


def _folded(line: str) -> list[str]:
    """A line in pieces of at most 75 octets, no letter torn; each but the first after a blank."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return [*pieces, piece]
