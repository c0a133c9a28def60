"""A PDF of words and lines, as small as one can be.

Its font is in no file: whoever only reads needs the widths of the letters and what they mean.
"""

import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.catalog_import.hostile import pdf_of

#: Thousandths of the size; what is not told here is as wide as most small letters
_WIDTHS = {
    **dict.fromkeys("ijl'|", 250), **dict.fromkeys(" .,:;!ftI-()[]/r", 300),
    **dict.fromkeys("“”\"*°–", 400), **dict.fromkeys("mwMW—", 820), **dict.fromkeys("★☆⭐", 850),
}  # fmt: skip
_SMALL, _CAPITAL = 540, 680
#: Above and below the line that letters stand on, in thousandths
_ASCENT, _DESCENT = 800, 200
_FONT = 3


def width_of(text: str, size: float) -> float:
    return sum(map(_width, text)) * size / 1000


def _width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    bare = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(bare, _CAPITAL if bare.isupper() else _SMALL)


@dataclass
class Drawing:
    """A page; its points are counted from the top left."""

    width: float
    height: float
    drawn: list[str] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)

    def text(self, x: float, top: float, size: float, text: str, *, grey: float = 0) -> None:
        """Words whose letters are ``size`` tall from ``top``; ``grey`` from 0 (black) to 1."""
        self._words(f"1 0 0 1 {x:.2f} {self.height - top - size * _ASCENT / 1000:.2f}",
                    size, text, grey)  # fmt: skip

    def aslant(self, x: float, bottom: float, size: float, text: str) -> None:
        """Grey words that climb to the right, as a watermark does."""
        self._words(f"0.7 0.7 -0.7 0.7 {x:.2f} {self.height - bottom:.2f}", size, text, 0.8)

    def upwards(self, right: float, bottom: float, size: float, text: str) -> None:
        """Words turned to the left, as over a narrow column."""
        self._words(f"0 1 -1 0 {right:.2f} {self.height - bottom:.2f}", size, text, 0)

    def _words(self, matrix: str, size: float, text: str, grey: float) -> None:
        self.letters |= set(text)
        self.drawn.append(f"{grey} g BT /F {size:.2f} Tf {matrix} Tm <{_codes(text)}> Tj ET 0 g")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.drawn.append(
            f"0.5 w {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S"
        )

    def box(self, x0: float, y0: float, x1: float, y1: float, *, grey: float = 0) -> None:
        """A filled one: a thin one is how some programs draw their lines."""
        y = self.height - y1
        self.drawn.append(f"{grey} g {x0:.2f} {y:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f 0 g")


def written(pages: Iterable[Drawing]) -> bytes:
    pages = list(pages)
    letters = sorted(set().union(*(page.letters for page in pages)))
    kids = [_FONT + 4 + 2 * number for number in range(len(pages))]
    told = " ".join(f"{kid} 0 R" for kid in kids)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(kids)}/Kids[{told}]>>".encode(),
        *_font(letters),
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.width} {page.height}]/Resources"
            f"<</Font<</F {_FONT} 0 R>>>>/Contents {kids[number] + 1} 0 R>>".encode()
        )
        objects.append(_stream("\n".join(page.drawn)))
    return pdf_of(objects)


def _font(letters: list[str]) -> list[bytes]:
    """Every letter under its own code point."""
    widths = " ".join(f"{ord(letter)}[{_width(letter)}]" for letter in letters)
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont/Drawn/Encoding/Identity-H/DescendantFonts"
        f"[{_FONT + 1} 0 R]/ToUnicode {_FONT + 3} 0 R>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/Drawn/CIDSystemInfo<</Registry(Adobe)"
        f"/Ordering(Identity)/Supplement 0>>/FontDescriptor {_FONT + 2} 0 R/W[{widths}]>>".encode(),
        f"<</Type/FontDescriptor/FontName/Drawn/Flags 4/FontBBox[0 -{_DESCENT} 1000 {_ASCENT}]"
        f"/ItalicAngle 0/Ascent {_ASCENT}/Descent -{_DESCENT}/StemV 80>>".encode(),
        _stream(_to_unicode(letters)),
    ]


def _to_unicode(letters: list[str]) -> str:
    parts = [
        f"{len(some)} beginbfchar\n"
        + "".join(f"<{_codes(letter)}> <{_codes(letter)}>\n" for letter in some)
        + "endbfchar\n"
        for some in (letters[start : start + 100] for start in range(0, len(letters), 100))
    ]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "".join(parts)
        + "endcmap end end"
    )


def _codes(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _stream(content: str) -> bytes:
    packed = zlib.compress(content.encode())
    head = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
    return head + packed + b"\nendstream"
