"""One stylesheet per theme, joined from many small files: a page asks for a single CSS file.

Order: ``css/layers.css`` of the base theme fixes the cascade layers; then every file under
``static/css``, base theme first, then the tokens of each theme from the base up to the theme
itself. Layers, not the order of files, decide what wins.
"""

import posixpath
import re
from pathlib import Path

from django.conf import settings

from themes.registry import Theme, chain

LAYERS = "css/layers.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_URL = re.compile(r"url\(\s*(['\"]?)(?!data:|https?:|/|#)([^'\")]+)\1\s*\)")


def sources(theme: Theme) -> list[tuple[Path, str]]:
    """The files the stylesheet of ``theme`` is joined from, each with its place in static files."""
    found = []
    line = chain(theme.slug)[::-1]
    for part in line:
        names = sorted(
            file.relative_to(part.static).as_posix()
            for file in (part.static / "css").glob("**/*.css")
        )
        names.sort(key=LAYERS.__ne__)
        found += [(part.static / name, f"themes/{part.slug}/{name}") for name in names]
    found += [
        (part.tokens, f"themes/{part.slug}/tokens.css") for part in line if part.tokens.exists()
    ]
    return found


def joined(theme: Theme) -> str:
    """The text of the stylesheet, without comments and blanks."""
    here = posixpath.dirname(theme.stylesheet)
    parts = []
    for file, name in sources(theme):
        folder = posixpath.dirname(name)

        def moved(match: re.Match[str], folder: str = folder) -> str:
            target = posixpath.normpath(posixpath.join(folder, match[2]))
            return f'url("{posixpath.relpath(target, here)}")'

        text = _BLANKS.sub(" ", _COMMENT.sub("", file.read_text("utf-8")))
        parts.append(_URL.sub(moved, _AROUND.sub(r"\1", text)).replace(";}", "}").strip())
    return "\n".join(parts) + "\n"


def built(theme: Theme) -> Path:
    """The stylesheet as a file under ``THEMES_BUILD_ROOT``, written anew when its text changed."""
    path = Path(settings.THEMES_BUILD_ROOT) / theme.slug / "site.css"
    text = joined(theme)
    if not path.exists() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return path
