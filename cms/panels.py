"""What pages show beside their own words: live data, one panel a name.

A panel is asked with a ``Sight`` (moment, scope, language, on a region's page its province) and
answers with what the template of the same name needs; one with nothing to say answers with
something empty, and its section is left out. Any installed app may register one when it is ready.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cms.sight import Sight

Panel = Callable[[Sight], Any]
#: By the kind of page ("home", "region", "words") and name
_panels: dict[str, dict[str, Panel]] = {"home": {}, "region": {}, "words": {}}


@dataclass(frozen=True, slots=True)
class FairCard:
    """What the panel ``fair`` answers with, on any kind of page: the fair that is open or next."""

    name: str
    url: str
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    is_open: bool
    #: Where it is held or shown, in words
    place: str = ""


def register_panel(name: str, *pages: str) -> Callable[[Panel], Panel]:
    """Give the templates of these kinds of page (else the front page's) a value of this name.

    A later registration replaces one.
    """

    def keep(panel: Panel) -> Panel:
        for page in pages or ("home",):
            _panels[page][name] = panel
        return panel

    return keep


def panels_of(page: str, sight: Sight) -> dict[str, Any]:
    """Every panel of a kind of page, answered."""
    return {name: panel(sight) for name, panel in _panels[page].items()}


def panel_of(page: str, name: str, sight: Sight) -> Any:
    """One panel answered; None where nobody registered it."""
    panel = _panels[page].get(name)
    return panel(sight) if panel else None
