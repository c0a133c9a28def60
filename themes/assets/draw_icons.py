"""Gather the icons in use into one inline sprite.

usage: python themes/assets/draw_icons.py DIR     (DIR: the folder of npm lucide-static)

Writes themes/base/templates/includes/icons.html, and the licence beside it.
"""

import re
import shutil
import sys
from pathlib import Path

TEMPLATES = Path(__file__).parent.parent / "base" / "templates" / "includes"
ICONS = (
    "arrow-right", "badge-check", "banknote", "calendar-days", "check", "chevron-down",
    "chevron-left", "chevron-right", "clock", "globe", "house", "info", "layout-grid", "map-pin",
    "minus", "package", "phone", "plus", "scroll-text", "search", "shopping-basket",
    "sliders-horizontal", "store", "triangle-alert", "truck", "user", "x",
)  # fmt: skip


def symbol(file: Path) -> str:
    text = re.sub(r"<!--.*?-->", "", file.read_text("utf-8"), flags=re.DOTALL)
    inside = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL)
    if inside is None:
        raise SystemExit(f"{file}: no <svg>")
    shapes = re.sub(r"\s*/>", "/>", re.sub(r"\s+", " ", inside[1])).replace("> <", "><").strip()
    return f'<symbol id="i-{file.stem}" viewBox="0 0 24 24">{shapes}</symbol>'


def draw(folder: Path) -> None:
    symbols = "\n".join(symbol(folder / "icons" / f"{name}.svg") for name in ICONS)
    (TEMPLATES / "icons.html").write_text(
        "{# Lucide icons (ISC), gathered by themes/assets/draw_icons.py #}"
        f'<svg class="sprite" aria-hidden="true">\n{symbols}\n</svg>\n',
        "utf-8",
    )
    shutil.copyfile(folder / "LICENSE", TEMPLATES / "icons-LICENSE.txt")


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
