"""Many keys in pieces: SQLite takes a limited number of values in one query."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
SIZE = 500


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Pieces of at most ``SIZE``, in order."""
    for start in range(0, len(values), SIZE):
        yield values[start : start + SIZE]
