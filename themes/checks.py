"""``manage.py check --tag themes``: every theme can be read, in both senses.

E001 theme.toml breaks the schema · E002 extends a theme that is not there · E003 a token is missing
or a pair of colours is too faint · E004 a colour is written outside tokens.css · E005 a file asks
for something from another host · E006 a theme overrides a template it may not · E007 a font without
its licence · E008 more static files than a slow phone should carry.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.checks import Error, register

from themes import registry
from themes.colours import too_faint
from themes.registry import BASE, Theme, ThemeError, read_theme, themes

#: Templates a theme may replace; everything else belongs to the base theme alone
MAY_OVERRIDE = (
    "includes/header.html",
    "includes/footer.html",
    "includes/mark.html",
    "includes/nav.html",
    "cms/includes/",
)
MOST_STATIC = 150_000
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.IGNORECASE)
#: In CSS a colour space is named inside color-mix() without a bracket; url(#…) is no colour
_NO_COLOUR = re.compile(r"url\([^)]*\)|/\*.*?\*/", re.DOTALL)
_FOREIGN = re.compile(
    r"""(?:(?:src|srcset|action|poster)\s*=\s*["']|url\(\s*["']?|@import\s+["']|"""
    r"""<(?:link|use|image)[^>]+href\s*=\s*["'])\s*(?:https?:)?//""",
    re.IGNORECASE,
)
_WORDS = {".html", ".css", ".svg"}


@register("themes")
def check_themes(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    faults = []
    for path in registry.theme_folders():
        try:
            read_theme(path)
        except ThemeError as error:
            faults.append(Error(str(error), id="themes.E001"))
    for theme in themes().values():
        faults += check_theme(theme)
    return faults


def check_theme(theme: Theme) -> list[Error]:
    """All faults of one theme that could be read."""
    return [
        Error(f"{theme.slug}: {said}", id=f"themes.{number}") for number, said in _faults(theme)
    ]


def _faults(theme: Theme) -> Iterator[tuple[str, str]]:
    if theme.extends and theme.extends not in themes():
        yield "E002", f"extends {theme.extends}, which is not there"
    for fault in too_faint(theme.slug):
        yield "E003", fault
    files = sorted(file for file in theme.path.rglob("*") if file.is_file())
    for file in files:
        name = file.relative_to(theme.path).as_posix()
        text = file.read_text("utf-8") if file.suffix in _WORDS else ""
        if file.suffix == ".css" and file != theme.tokens:
            for found in _COLOUR.findall(_NO_COLOUR.sub("", text))[:1]:
                yield "E004", f"{name} has a colour of its own: {found}"
        if found := _FOREIGN.search(text):
            yield "E005", f"{name} asks another host: {found[0]}"
        if file.suffix in {".woff2", ".woff", ".ttf", ".otf"} and not _licence_beside(file):
            yield "E007", f"{name} has no licence beside it"
    if theme.slug != BASE:
        yield from _faults_of_an_overlay(theme, files)


def _faults_of_an_overlay(theme: Theme, files: list[Path]) -> Iterator[tuple[str, str]]:
    for file in files:
        if file.is_relative_to(theme.templates):
            name = file.relative_to(theme.templates).as_posix()
            if not name.startswith(MAY_OVERRIDE):
                yield "E006", f"{name} may not be overridden"
    weight = sum(file.stat().st_size for file in files if file.is_relative_to(theme.static))
    if weight > MOST_STATIC:
        yield "E008", f"{weight} bytes of static files, at most {MOST_STATIC}"


def _licence_beside(font: Path) -> bool:
    return any(
        word in file.name.upper()
        for file in font.parent.iterdir()
        if file.suffix in {".txt", ".md", ""}
        for word in ("LICENSE", "LICENCE", "OFL")
    )
