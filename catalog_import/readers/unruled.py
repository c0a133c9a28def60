"""A table without rules on a PDF page: columns are the white bands, rows start at a number."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from catalog_import.readers.book import Cell, Merge

_NUMBER = re.compile(r"\d{1,5}\s*[.)]?")
#: Words farther apart than this share of the letter height stand in different columns
_GAP = 0.9
_LEAST_COLUMNS = 3
_LEAST_LINES = 3
#: Lines farther apart than the usual pitch times this do not belong to one row
_NEW_ROW = 1.35


@dataclass
class Grid:
    """Cells in rows and columns, each cell at the top left of what it spans; rows from 0."""

    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    top: float = 0


@dataclass
class _Piece:
    """Words of a line that stand together."""

    x0: float
    x1: float
    text: str


@dataclass
class _Line:
    top: float
    bottom: float
    pieces: list[_Piece]

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)


def read_page(page: Any) -> tuple[Grid | None, list[str]]:
    """The table of a page if there is one, and the lines above it."""
    lines = _lines(page.extract_words(keep_blank_chars=False))
    full = [line for line in lines if len(line.pieces) >= _LEAST_COLUMNS]
    if len(full) < _LEAST_LINES:
        return None, [line.text for line in lines]
    first = lines.index(full[0])
    last = lines.index(full[-1])
    bands = _bands(full)
    if len(bands) < _LEAST_COLUMNS:
        return None, [line.text for line in lines]
    pitch = median(b.top - a.top for a, b in pairwise(lines))
    end = last + 1
    while end < len(lines) and lines[end].top - lines[end - 1].top <= pitch * _NEW_ROW:
        end += 1
    table = lines[first:end]
    rows: list[list[Cell]] = []
    merges: list[Merge] = []
    before: _Line | None = None
    for line in table:
        if before is None or _starts_row(line, before, bands, pitch, rows):
            rows.append([None] * len(bands))
        _fill(rows, merges, line, bands)
        before = line
    grid = Grid(rows, merges, table[0].top)
    return grid, [line.text for line in lines[:first]]


def _lines(words: list[dict[str, Any]]) -> list[_Line]:
    lines: list[_Line] = []
    current: list[dict[str, Any]] = []
    for word in sorted(words, key=lambda word: (word["top"], word["x0"])):
        if current and word["top"] - current[0]["top"] > 3:
            lines.append(_line(current))
            current = []
        current.append(word)
    if current:
        lines.append(_line(current))
    return lines


def _line(words: list[dict[str, Any]]) -> _Line:
    pieces: list[_Piece] = []
    for word in sorted(words, key=lambda word: word["x0"]):
        height = word["bottom"] - word["top"]
        if pieces and word["x0"] - pieces[-1].x1 <= height * _GAP:
            pieces[-1].text += f" {word['text']}"
            pieces[-1].x1 = word["x1"]
        else:
            pieces.append(_Piece(word["x0"], word["x1"], word["text"]))
    return _Line(min(w["top"] for w in words), max(w["bottom"] for w in words), pieces)


def _bands(lines: list[_Line]) -> list[tuple[float, float]]:
    """What pieces cover from left to right; the white between is where columns part.

    A line with fewer pieces than most may run over a boundary: it has no vote.
    """
    most = max(len(line.pieces) for line in lines)
    voters = [line for line in lines if len(line.pieces) == most]
    if len(voters) < _LEAST_LINES:
        voters = lines
    bands: list[list[float]] = []
    for piece in sorted((p for line in voters for p in line.pieces), key=lambda p: p.x0):
        if bands and piece.x0 <= bands[-1][1]:
            bands[-1][1] = max(bands[-1][1], piece.x1)
        else:
            bands.append([piece.x0, piece.x1])
    return [(x0, x1) for x0, x1 in bands]


def _starts_row(
    line: _Line,
    before: _Line,
    bands: list[tuple[float, float]],
    pitch: float,
    rows: list[list[Cell]],
) -> bool:
    first = line.pieces[0]
    if _band_of(first, bands) == 0:
        return (
            bool(_NUMBER.fullmatch(first.text)) or len(line.pieces) != 1 or _is_wide(first, bands)
        )
    is_numbered = any(_NUMBER.fullmatch(str(row[0] or "")) for row in rows[-1:])
    return not is_numbered and line.top - before.top > pitch * _NEW_ROW


def _is_wide(piece: _Piece, bands: list[tuple[float, float]]) -> bool:
    """It runs over several columns: a title among the rows."""
    return sum(piece.x0 < x1 and piece.x1 > x0 for x0, x1 in bands) > 1


def _band_of(piece: _Piece, bands: list[tuple[float, float]]) -> int:
    """The column it overlaps most, else the nearest one."""

    def distance(band: tuple[float, float]) -> float:
        return max(band[0] - piece.x1, piece.x0 - band[1])

    return min(range(len(bands)), key=lambda n: (distance(bands[n]), n))


def _fill(
    rows: list[list[Cell]], merges: list[Merge], line: _Line, bands: list[tuple[float, float]]
) -> None:
    row = rows[-1]
    if len(line.pieces) == 1 and _is_wide(line.pieces[0], bands) and not any(row):
        row[0] = line.text
        merges.append(Merge(len(rows) - 1, 0, len(rows) - 1, len(bands) - 1))
        return
    for piece in line.pieces:
        column = _band_of(piece, bands)
        row[column] = f"{row[column]}\n{piece.text}" if row[column] else piece.text
