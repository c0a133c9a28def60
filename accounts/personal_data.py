"""Where rooms above plug in what they know of a person: one exporter and one eraser a room."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User


@dataclass(frozen=True)
class PersonalData:
    """``export`` returns JSON-ready data; ``erase`` runs in the transaction that erases the person
    and keeps what the law requires to be kept (an invoice, a decision).
    """

    export: Callable[[User], Any]
    erase: Callable[[User], None]


_rooms: dict[str, PersonalData] = {}


def register_personal_data(room: str, personal_data: PersonalData) -> None:
    """Called from the room's ``AppConfig.ready``."""
    _rooms[room] = personal_data


def registered() -> dict[str, PersonalData]:
    return dict(_rooms)
