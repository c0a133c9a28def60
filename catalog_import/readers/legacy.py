"""Which cells of a book are coded by an old font; those cells in Unicode, the rest untouched.

Judged over a whole column and, where a column says too little, over the whole file: a single cell
proves nothing ("Hoà" is sound Unicode, and "Hồ" in VNI). A cell with a letter only Unicode has is
Unicode whatever stands around it: mixed files are normal.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from catalog_import.problems import warning
from catalog_import.readers.book import Book, Sheet, SheetRow
from catalog_import.readers.fonts import TCVN3, VNI, decode
from catalog_import.readers.syllables import is_syllable

_UNICODE = ""
_READINGS = (_UNICODE, TCVN3, VNI)
_SAMPLED_CELLS = 400
#: What stands above the table is judged like a column of it
_ABOVE = -1
#: Different words that are Vietnamese under the font and not without it
_LEAST_EVIDENCE = 3
_LEAST_SHARE = 0.75
_LEAST_LEAD = 0.25

#: Letters of the Western code page, at least one of ASCII and one beyond it
_WORD = re.compile(r"(?=[\u00a1-\u00ff]*[A-Za-z])[A-Za-z]*[\u00a1-\u00ff][A-Za-z\u00a1-\u00ff]*")
#: Vietnamese letters and tones that Western code pages do not have
_ONLY_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0"
    "\u0300-\u0303\u0306\u0309\u031b\u0323\u1ea0-\u1ef9]"
)


def font_of(texts: Iterable[str]) -> str:
    """The font most of the texts are coded for; ``""`` for Unicode and for no evidence."""
    return _judge(_evidence(texts))


def to_unicode(book: Book) -> Book:
    """The book with font-coded cells decoded; such a row keeps its cells as they were (``raw``)."""
    columns = {
        (place, column): _evidence(texts)
        for place, sheet in enumerate(book.sheets)
        for column, texts in _columns(sheet).items()
    }
    total: Counter[str] = Counter()
    for evidence in columns.values():
        total.update(evidence)
    of_file = _judge(total)
    fonts = {where: _font_of_column(evidence, of_file) for where, evidence in columns.items()}
    if not any(fonts.values()):
        return book
    sheets = [_decoded(sheet, place, fonts, of_file) for place, sheet in enumerate(book.sheets)]
    told = [_sample(sheet) for sheet in sheets]
    used = Counter(font for font in fonts.values() if font).most_common(1)[0][0]
    before, after = next((pair for pair in told if pair), ("", ""))
    found = warning("text_decoded", font=used, before=before[:60], after=after[:60])
    return Book(sheets, [*book.problems, found])


def _columns(sheet: Sheet) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    if sheet.above:
        found[_ABOVE] = list(sheet.above[:_SAMPLED_CELLS])
    for row in sheet.rows:
        for column, cell in enumerate(row.cells):
            if isinstance(cell, str) and len(found[column]) < _SAMPLED_CELLS:
                found[column].append(cell)
    return found


def _evidence(texts: Iterable[str]) -> Counter[str]:
    """Words that are Vietnamese in each reading; "all": in any; "only X": in X and not as is."""
    found: Counter[str] = Counter()
    seen: set[str] = set()
    for text in texts:
        if _ONLY_UNICODE.search(text):
            found.update({_UNICODE: 1, "all": 1})
            continue
        for word in _WORD.findall(text[:2000]):
            sound = [
                font for font in _READINGS if is_syllable(decode(word, font) if font else word)
            ]
            found.update(sound)
            if sound:
                found["all"] += 1
            if sound and sound[0] != _UNICODE and word not in seen:
                seen.add(word)
                found.update(f"only {font}" for font in sound)
    return found


def _judge(evidence: Counter[str]) -> str:
    font = max((TCVN3, VNI), key=lambda each: evidence[each])
    if evidence[f"only {font}"] < _LEAST_EVIDENCE:
        return _UNICODE
    share, as_is = (evidence[each] / evidence["all"] for each in (font, _UNICODE))
    return font if share >= _LEAST_SHARE and share - as_is >= _LEAST_LEAD else _UNICODE


def _font_of_column(evidence: Counter[str], of_file: str) -> str:
    """The file's font or none; its own only where the file as a whole shows none."""
    if own := _judge(evidence):
        return of_file or own
    says_unicode = evidence[_UNICODE] >= _LEAST_EVIDENCE and evidence[_UNICODE] > (
        evidence[of_file] if of_file else 0
    )
    return _UNICODE if says_unicode else of_file


def _decoded(sheet: Sheet, place: int, fonts: dict[tuple[int, int], str], of_file: str) -> Sheet:
    rows = [_decoded_row(row, place, fonts) for row in sheet.rows]
    above = tuple(_text(line, fonts[place, _ABOVE]) for line in sheet.above)
    return replace(sheet, name=_name(sheet.name, of_file), rows=rows, above=above)


def _name(text: str, font: str) -> str:
    """Tabs have no font: whoever saw "Long Biên" there while typing meant just that."""
    evidence = _evidence([text])
    return _text(text, font) if evidence[font] > evidence[_UNICODE] else text


def _decoded_row(row: SheetRow, place: int, fonts: dict[tuple[int, int], str]) -> SheetRow:
    cells = tuple(
        _text(cell, fonts[place, column]) if isinstance(cell, str) else cell
        for column, cell in enumerate(row.cells)
    )
    return row if cells == row.cells else replace(row, cells=cells, raw=row.cells)


def _text(text: str, font: str) -> str:
    if not font or text.isascii() or _ONLY_UNICODE.search(text):
        return text
    return decode(text, font)


def _sample(sheet: Sheet) -> tuple[str, str] | None:
    for row in sheet.rows:
        for before, after in zip(row.raw or (), row.cells, strict=False):
            if before != after and len(str(after)) > 8:
                return str(before), str(after)
    return None
