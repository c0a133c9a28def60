"""Which themes there are: folders with a ``theme.toml``, here and in packages that bring their own.

A package announces a theme by the entry point ``chophien.themes``, whose value is a module lying
beside its ``theme.toml``.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

BASE = "base"
#: What a site wears until somebody chooses, and when the chosen folder is gone
DEFAULT = "mac-dinh"
HOME = Path(__file__).parent

_REQUIRED = {"name": str, "slug": str, "version": str, "author": str, "licence": str}
_OPTIONAL = {"name_en": str, "extends": str, "provinces": list}


class ThemeError(Exception):
    """A theme folder that cannot be used; the message names the file and the fault."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One folder. ``extends`` is empty for the base theme alone."""

    slug: str
    name: str
    version: str
    author: str
    licence: str
    extends: str
    #: Codes of today's provinces it was made for
    provinces: tuple[str, ...]
    path: Path
    #: What it is called in English, where that is not its name
    name_en: str = ""

    @property
    def local_name(self) -> str:
        """The name in the language in use."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

    @property
    def templates(self) -> Path:
        return self.path / "templates"

    @property
    def static(self) -> Path:
        return self.path / "static"

    @property
    def tokens(self) -> Path:
        return self.path / "tokens.css"

    @property
    def stylesheet(self) -> str:
        """Name of its one stylesheet among the static files (see ``stylesheets``)."""
        return f"themes/{self.slug}/site.css"


def read_theme(path: Path) -> Theme:
    """The theme in a folder; raises ``ThemeError`` where its theme.toml breaks the schema."""
    file = path / "theme.toml"
    try:
        said: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThemeError(f"{file}: {error}") from error
    for key, kind in (_REQUIRED | _OPTIONAL).items():
        if key not in said and key in _OPTIONAL:
            continue
        if not isinstance(said.get(key), kind):
            raise ThemeError(f"{file}: {key} must be a {kind.__name__}")
    if not all(isinstance(code, str) for code in said.get("provinces", ())):
        raise ThemeError(f"{file}: provinces must be a list of codes")
    if unknown := set(said) - set(_REQUIRED) - set(_OPTIONAL):
        raise ThemeError(f"{file}: unknown key {min(unknown)}")
    if said["slug"] != path.name:
        raise ThemeError(f"{file}: slug must be the name of the folder, {path.name}")
    return Theme(
        slug=said["slug"],
        name=said["name"],
        version=said["version"],
        author=said["author"],
        licence=said["licence"],
        extends=said.get("extends", "" if said["slug"] == BASE else BASE),
        provinces=tuple(said.get("provinces", ())),
        path=path,
        name_en=said.get("name_en", ""),
    )


def theme_folders() -> Iterator[Path]:
    """Every folder that claims to be a theme; a later one of the same name is left out."""
    seen = set()
    for path in sorted(file.parent for file in HOME.glob("*/theme.toml")):
        seen.add(path.name)
        yield path
    for entry in sorted(entry_points(group="chophien.themes")):
        path = Path(entry.load().__file__).parent
        if path.name not in seen:
            seen.add(path.name)
            yield path


@cache
def themes() -> dict[str, Theme]:
    """All usable themes by slug. A broken one is left out here and reported by the checks."""
    found = {}
    for path in theme_folders():
        try:
            theme = read_theme(path)
        except ThemeError:
            continue
        found[theme.slug] = theme
    return found


@cache
def chain(slug: str) -> tuple[Theme, ...]:
    """The theme, what it extends, and so on down to the base; an unknown one is the default."""
    known = themes()
    line = []
    wanted = slug if slug in known else DEFAULT
    while wanted in known and known[wanted] not in line:
        line.append(known[wanted])
        wanted = known[wanted].extends
    if line and line[-1].slug != BASE and BASE in known:
        line.append(known[BASE])
    return tuple(line)


def theme_named(slug: str) -> Theme:
    """The theme of this name, or the default."""
    return chain(slug)[0]


@cache
def theme_of_province(code: str) -> Theme | None:
    """The theme made for a province of today (its code alone: "08"); None: no theme was."""
    return next((theme for theme in themes().values() if code in theme.provinces), None)


def forget() -> None:
    """Read the folders again at the next question (tests, a theme being written)."""
    themes.cache_clear()
    chain.cache_clear()
    theme_of_province.cache_clear()
