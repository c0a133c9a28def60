"""Cut the heading font: Be Vietnam Pro 700, only ASCII, Vietnamese, ₫ and a little punctuation.

usage: python themes/assets/cut_font.py DIR     (DIR: the folder of npm @fontsource/be-vietnam-pro)

Needs fonttools and brotli (development requirements). Writes themes/base/static/fonts/.
"""

import io
import shutil
import sys
import unicodedata
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent.parent / "base" / "static" / "fonts"
PARTS = ("latin", "vietnamese", "latin-ext")
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\N{COMBINING GRAVE ACCENT}", "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING TILDE}",
         "\N{COMBINING HOOK ABOVE}", "\N{COMBINING DOT BELOW}")  # fmt: skip
PUNCTUATION = "\N{NO-BREAK SPACE}“”\N{LEFT SINGLE QUOTATION MARK}’–—…·•×°₫"


def characters() -> str:
    """Every character a heading may need: ASCII, all Vietnamese letters, a little punctuation."""
    letters = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
    small = "".join(letters) + "đ"
    return "".join(map(chr, range(0x20, 0x7F))) + small + small.upper() + PUNCTUATION


def cut(folder: Path) -> None:
    files = []
    for part in PARTS:
        font = TTFont(folder / "files" / f"be-vietnam-pro-{part}-700-normal.woff2")
        font.flavor = None
        plain = io.BytesIO()
        font.save(plain)
        plain.seek(0)
        files.append(plain)
    merged = Merger().merge(files)
    options = Options()
    options.layout_features = ["kern", "mark", "ccmp"]
    options.name_IDs = [1, 2, 13, 14]
    options.hinting = False
    options.flavor = "woff2"
    subsetter = Subsetter(options)
    subsetter.populate(text=characters())
    subsetter.subset(merged)
    merged.flavor = "woff2"
    HERE.mkdir(parents=True, exist_ok=True)
    merged.save(HERE / "be-vietnam-pro-700.woff2")
    shutil.copyfile(folder / "LICENSE", HERE / "be-vietnam-pro-OFL.txt")


if __name__ == "__main__":
    cut(Path(sys.argv[1]))
