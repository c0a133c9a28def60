"""Where rooms above add to the pages of fairs: words and pictures, for one.

A panel is asked for a request and a fair (None on the calendar of fairs) and answers with a
template and the value it shows as ``panel``, or with None.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from fairs.models import Fair
from shop.catalogue.cards import Picture


@dataclass(frozen=True, slots=True)
class PageHead:
    """What words in the language of the request put in place of the room's own."""

    headline: str
    #: Of the browser's window and of share cards
    title: str
    description: str = ""
    share_picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    template: str
    value: Any
    head: PageHead | None = None


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


def head_of(panels: Iterable[Panel]) -> PageHead | None:
    """The first head among them."""
    return next((panel.head for panel in panels if panel.head), None)
