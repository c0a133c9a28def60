"""The words of a PDF page by where they stand, and the rules between them; points from its top."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from catalog_import.readers.glued_numbers import parted
from catalog_import.readers.page_letters import word_settings

#: In letter heights: words so near to each other may stand in one cell, words so far may not
_NEAR, _FAR = 0.42, 1.0
#: Blanks of a justified line are alike: none is so many times another
_JUSTIFIED = 1.15
_JUSTIFIED_WORDS = 6
#: Shares of the letter height by which tops of one line differ, and by which boxes of letters may
#: overlap without standing beside each other
_SAME_LINE = 0.2
_TOUCH = 0.12
#: Edges so near, in points, are one rule
_SAME_RULE = 3.0
#: Share of the longest rule of a page from which on another parts all it holds
_WHOLE_RULE = 0.9


@dataclass(slots=True)
class Piece:
    """Words of a line that stand together."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str
    #: Of each word where it begins and ends, and the word
    words: list[tuple[float, float, str]] = field(default_factory=list)

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Rule:
    """Horizontal lines at one height: the stretches they cover, from left to right."""

    y: float
    parts: list[tuple[float, float]]

    @property
    def length(self) -> float:
        return sum(x1 - x0 for x0, x1 in self.parts)

    def covers(self, x0: float, x1: float) -> bool:
        """Most of what lies between."""
        found = sum(max(0.0, min(x1, b) - max(x0, a)) for a, b in self.parts)
        return found >= (x1 - x0) * 0.6


@dataclass(slots=True)
class Band:
    """Pieces with no white line between them: they belong to one row, if not to one line."""

    pieces: list[Piece]
    top: float
    bottom: float

    @property
    def text(self) -> str:
        ordered = sorted(self.pieces, key=lambda piece: (round(piece.top), piece.x0))
        return " ".join(piece.text for piece in ordered)

    def stand_side_by_side(self) -> int:
        """How many pieces no other stands above or below."""
        count, end = 0, float("-inf")
        for piece in sorted(self.pieces, key=lambda piece: piece.x0):
            count += piece.x0 >= end
            end = max(end, piece.x1)
        return count


@dataclass(slots=True)
class PageWords:
    """What is kept of a page until all are known."""

    name: str
    height: float
    bands: list[Band]
    rules: list[Rule] = field(default_factory=list)


def words_of(page: Any, name: str) -> PageWords:
    # a wide tolerance makes one line of many: letters of several cells would be mixed
    words = page.extract_words(
        keep_blank_chars=False, y_tolerance=1, return_chars=True, **word_settings(page)
    )
    pieces = _pieces(parted(words))
    rules = _rules(page.edges, pieces)
    longest = max((rule.length for rule in rules), default=0)
    cuts = [rule.y for rule in rules if rule.length >= longest * _WHOLE_RULE]
    return PageWords(name, page.bbox[3], list(_bands(pieces, cuts)), rules)


def _pieces(words: Iterable[dict[str, Any]]) -> list[Piece]:
    pieces: list[Piece] = []
    line: list[dict[str, Any]] = []
    for word in sorted(words, key=lambda word: (word["top"], word["x0"])):
        size = word["bottom"] - word["top"]
        if line and word["top"] - line[0]["top"] > size * _SAME_LINE:
            pieces += _pieces_of(line)
            line = []
        line.append(word)
    return pieces + _pieces_of(line)


def _pieces_of(line: list[dict[str, Any]]) -> list[Piece]:
    words = sorted(line, key=lambda word: word["x0"])
    gaps = [after["x0"] - word["x1"] for word, after in pairwise(words)]
    is_justified = len(words) >= _JUSTIFIED_WORDS and max(gaps) <= min(gaps) * _JUSTIFIED
    found: list[Piece] = []
    for word, gap in zip(words, [0.0, *gaps], strict=False):
        size = word["bottom"] - word["top"]
        is_near = gap <= size * _NEAR or (is_justified and gap < size * _FAR)
        if found and is_near and "apart" not in word:
            found[-1].text += f" {word['text']}"
            found[-1].x1 = max(found[-1].x1, word["x1"])
        else:
            found.append(Piece(word["x0"], word["x1"], word["top"], word["bottom"], word["text"]))
        found[-1].words.append((word["x0"], word["x1"], word["text"]))
    return found


def _rules(edges: Iterable[dict[str, Any]], pieces: list[Piece]) -> list[Rule]:
    flat = sorted(
        (edge["top"], edge["x0"], edge["x1"])
        for edge in edges
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > _SAME_RULE
    )
    rules: list[Rule] = []
    for y, x0, x1 in flat:
        if not rules or y - rules[-1].y > _SAME_RULE:
            rules.append(Rule(y, []))
        rules[-1].parts.append((x0, x1))
    for rule in rules:
        rule.parts = _joined(rule.parts)
    pieces = sorted(pieces, key=lambda piece: piece.top)
    tops = [piece.top for piece in pieces]
    tallest = max((piece.size for piece in pieces), default=0)
    return [
        rule
        for rule in rules
        if not _is_underline(
            rule, pieces[bisect_left(tops, rule.y - tallest) : bisect_left(tops, rule.y)]
        )
    ]


def _joined(parts: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted(parts):
        if found and x0 - found[-1][1] <= _SAME_RULE:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _is_underline(rule: Rule, pieces: list[Piece]) -> bool:
    """It runs through the lower part of the letters."""
    return any(
        piece.middle < rule.y < piece.bottom - piece.size * 0.03
        and any(x0 < piece.x1 and piece.x0 < x1 for x0, x1 in rule.parts)
        for piece in pieces
    )


def _bands(pieces: list[Piece], cuts: list[float]) -> Iterator[Band]:
    """From the top; none goes on past a cut."""
    band: list[Piece] = []
    bottom = 0.0
    strip = 0
    for piece in sorted(pieces, key=lambda piece: piece.top):
        own = bisect_left(cuts, piece.middle)
        if band and (piece.top >= bottom - piece.size * _TOUCH or own != strip):
            yield Band(band, band[0].top, bottom)
            band, bottom = [], 0.0
        band.append(piece)
        bottom, strip = max(bottom, piece.bottom), own
    if band:
        yield Band(band, band[0].top, bottom)
