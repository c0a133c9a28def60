"""The menu of the sellers' area. Rooms above add their entries (a fair's booth, for one)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """``url_name`` is reversed without arguments; lower ``position`` stands further left."""

    label: str | Promise
    url_name: str
    icon: str
    position: int


_entries: dict[str, MenuEntry] = {}


def register_menu_entry(entry: MenuEntry) -> None:
    """Add an entry; called from the ``ready`` of the room that owns it."""
    _entries[entry.url_name] = entry


def menu() -> list[MenuEntry]:
    """All entries in their order."""
    return sorted(_entries.values(), key=lambda entry: entry.position)


register_menu_entry(MenuEntry(_("Overview"), "seller:overview", "house", 10))
register_menu_entry(MenuEntry(_("Products"), "seller:listings", "package", 20))
register_menu_entry(MenuEntry(_("Orders"), "seller:orders", "truck", 30))
