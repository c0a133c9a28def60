"""A text that fills its column up to the next one looks like one text with what stands there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from catalog_import.readers.numbered_rows import is_numbered
from catalog_import.readers.page_words import Band, Piece
from catalog_import.readers.white_columns import Column, column_at

#: Points by which what begins in a column may miss its edge
_AT_EDGE = 1.0


def part_bridges(bands: Iterable[Band], columns: list[Column]) -> None:
    """Part the pieces of numbered rows where a word begins at the edge of another column."""
    for band in bands:
        if len(band.pieces) > 1 and is_numbered(band, columns):
            band.pieces = [part for piece in band.pieces for part in _parts(piece, columns)]


def _parts(piece: Piece, columns: Sequence[Column]) -> Iterator[Piece]:
    first, last = column_at(columns, piece)
    edges = [column.x0 for column in columns[first + 1 : last + 1]]
    cuts = [
        at
        for at, (x0, _, _) in enumerate(piece.words)
        if at and any(abs(x0 - edge) < _AT_EDGE for edge in edges)
    ]
    for start, end in zip([0, *cuts], [*cuts, len(piece.words)], strict=True):
        words = piece.words[start:end]
        text = " ".join(text for _, _, text in words)
        yield (
            replace(piece, x0=words[0][0], x1=words[-1][1], text=text, words=words)
            if cuts
            else piece
        )
