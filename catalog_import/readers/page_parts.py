"""Pages cut where a table begins anew, as one for each district does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from catalog_import.readers.page_words import Band, PageWords, Piece

_Words = tuple[str, ...]
#: Points by which the words of a header may stand elsewhere in the same grid
_SAME_PLACE = 2.0


@dataclass(slots=True)
class Part:
    """A page or what a header cuts it into; parts of one ``grid`` have the same columns."""

    words: PageWords
    grid: int


def parts_of(
    pages: Sequence[PageWords], span: Callable[[Sequence[Band]], tuple[int, int]]
) -> list[list[Part]]:
    """``span`` tells where the table among some bands begins and ends."""
    first = next((p.bands[s[0]] for p in pages if (s := span(p.bands)) != (0, 0)), None)
    header = _words(first) if first else ()
    places: list[list[float]] = []
    grid = 0
    parts = []
    for page in pages:
        of_page = []
        for words in _cut(page, header, span):
            heads = [band for band in words.bands if header and _words(band) == header]
            if heads:
                grid = _grid(places, [piece.x0 for piece in _ordered(heads[0])])
            of_page.append(Part(words, grid))
        parts.append(of_page)
    return parts


def _cut(
    page: PageWords, header: _Words, span: Callable[[Sequence[Band]], tuple[int, int]]
) -> Iterator[PageWords]:
    """From behind the rows before a header that comes again."""
    bands, rules = list(page.bands), list(page.rules)
    while True:
        at = [n for n, band in enumerate(bands) if header and _words(band) == header]
        if len(at) < 2:
            break
        end = span(bands[: at[1]])[1]
        y = bands[end].top - 1
        yield PageWords(page.name, y, bands[:end], [rule for rule in rules if rule.y < y])
        bands, rules = bands[end:], [rule for rule in rules if rule.y >= y]
    yield PageWords(page.name, page.height, bands, rules)


def _grid(places: list[list[float]], own: list[float]) -> int:
    """The number of the grid whose header stands there; a new one, if none does."""
    for number, known in enumerate(places):
        if all(abs(a - b) < _SAME_PLACE for a, b in zip(known, own, strict=True)):
            return number
    places.append(own)
    return len(places) - 1


def _ordered(band: Band) -> list[Piece]:
    return sorted(band.pieces, key=lambda piece: (piece.text, piece.x0))


def _words(band: Band) -> _Words:
    return tuple(piece.text for piece in _ordered(band))
