"""The tokens of a theme, and whether what is written in them can be read (WCAG 2)."""

import re
from functools import cache

from themes.registry import chain

_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

#: Front, back and the least contrast between them
PAIRS = (
    ("--c-ink", "--c-bg", 4.5),
    ("--c-ink", "--c-surface", 4.5),
    ("--c-ink", "--c-star-bg", 4.5),
    ("--c-muted", "--c-bg", 4.5),
    ("--c-muted", "--c-surface", 4.5),
    ("--c-muted", "--c-star-bg", 4.5),
    ("--c-link", "--c-bg", 4.5),
    ("--c-link", "--c-star-bg", 4.5),
    ("--c-on-brand", "--c-brand", 4.5),
    ("--c-on-accent", "--c-accent", 4.5),
    ("--c-accent", "--c-surface", 4.5),
    ("--c-star", "--c-star-bg", 4.5),
    ("--c-err", "--c-surface", 4.5),
    ("--c-err", "--c-bg", 4.5),
    ("--c-focus", "--c-ink", 3.0),
    # Beyond the required fifteen: the warm bands, and the footer
    ("--c-ink", "--c-paper", 4.5),
    ("--c-muted", "--c-paper", 4.5),
    ("--c-brand", "--c-paper", 4.5),
    ("--c-brand", "--c-surface", 4.5),
    ("--c-on-deep", "--c-deep", 4.5),
)


@cache
def tokens(slug: str) -> dict[str, str]:
    """Every token of a theme with its value: the base theme's, overridden down the line."""
    found: dict[str, str] = {}
    for theme in chain(slug)[::-1]:
        if theme.tokens.exists():
            text = _COMMENT.sub("", theme.tokens.read_text("utf-8"))
            found.update((name, value.strip()) for name, value in _TOKEN.findall(text))
    return found


def contrast(front: str, back: str) -> float:
    """The contrast of two colours written as #rgb or #rrggbb, from 1 to 21."""
    light, dark = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(slug: str) -> list[str]:
    """What cannot be read, or cannot be judged, in this theme; empty when all is well."""
    known = tokens(slug)
    faults = []
    for front, back, least in PAIRS:
        if missing := [name for name in (front, back) if name not in known]:
            faults.append(f"{missing[0]} is missing")
        elif odd := [name for name in (front, back) if not _HEX.fullmatch(known[name])]:
            faults.append(f"{odd[0]} must be written as #rrggbb")
        elif (got := contrast(known[front], known[back])) < least:
            faults.append(f"{front} on {back} is {got:.2f}:1, it needs {least}:1")
    return faults


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
