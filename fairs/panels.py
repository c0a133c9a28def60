"""Where rooms above add to the pages of fairs: words and pictures, for one.

A panel is asked for a request and a fair (None on the calendar of fairs) and answers with a
template and the value it shows as ``panel``, or with None.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from fairs.models import Fair


@dataclass(frozen=True, slots=True)
class Panel:
    template: str
    value: Any


Maker = Callable[[HttpRequest, Fair | None], Panel | None]
_makers: dict[str, Maker] = {}


def register_panel(name: str) -> Callable[[Maker], Maker]:
    """Add a panel above the booths; a later registration of the name replaces one."""

    def keep(maker: Maker) -> Maker:
        _makers[name] = maker
        return maker

    return keep


def panels_of(request: HttpRequest, fair: Fair | None) -> list[Panel]:
    """What the rooms above have to say of a fair, or of all of them."""
    made = (maker(request, fair) for _name, maker in sorted(_makers.items()))
    return [panel for panel in made if panel is not None]
