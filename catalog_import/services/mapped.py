"""Reading with what was settled of columns: for the one file, or remembered of its source."""

import datetime
from collections.abc import Callable

from catalog_import.mapping import NOTHING_REMEMBERED, Remembered
from catalog_import.models import Source
from catalog_import.readers.book import Book
from catalog_import.reading import Reading, read_records
from catalog_import.selectors.publishers import source_of


def read_mapped(
    book: Book,
    *,
    source: Source | None,
    settled: Remembered = NOTHING_REMEMBERED,
    province: str,
    as_of: datetime.date | None,
    today: datetime.date,
    keeps_offers: bool,
    progress: Callable[[int, int], None] | None,
) -> Reading:
    """Read a book. Whose list it is may only show in its rows: then it is read once more, with
    what is remembered of that source.
    """

    def read(remembered: Remembered) -> Reading:
        return read_records(
            book,
            province=province,
            as_of=as_of,
            today=today,
            keeps_offers=keeps_offers,
            progress=progress,
            remembered=remembered,
        )

    reading = read({**source.remembered_mapping, **settled} if source else settled)
    if source is None and reading.is_unsure:
        known = source_of(reading.records)
        if known is not None and known.remembered_mapping:
            return read({**known.remembered_mapping, **settled})
    return reading
