"""Which field each column of a table holds, how sure that is, and why it is thought so."""

import enum
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from catalog_import.contents import TYPED, Contents, look_at
from catalog_import.grammars.names import text_of
from catalog_import.headers import (
    UNUSED,
    field_of,
    is_written_out,
    says_new_units,
    says_old_units,
)
from catalog_import.likeness import is_hoped_for, is_other, likeness
from catalog_import.readers.book import Cell, Sheet, SheetRow, column_letter
from catalog_import.ticks import are_ticks, ticked_field
from ocop.spelling import exact

#: From here on a column is taken as its header says; below, a person is asked
SURE = 90
#: Below it a column is left alone
MAPPED = 50
_COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)")
_GUESSED_MOST = SURE - 1
_SAMPLED_ROWS = 50
_SHOWN_SAMPLES = 3
_LONGEST_SAMPLE = 80
#: Bare 3, 4 and 5 under no header at all are taken for stars, for want of anything else
_STARS_UNDER_NOTHING = 55
#: So many cells, and so certain
_FEW, _PLAIN = 3, 85
#: A column that counts is known by its cells only where nothing at all is written above it
_COUNTING = "ordinal"

#: Key of a column (``column_key``) → field, "" for none: what a person settled
Remembered = Mapping[str, str]
NOTHING_REMEMBERED: Remembered = MappingProxyType({})


class Reason(enum.StrEnum):
    SYNONYM = "synonym"
    FOLDED = "folded"
    REMEMBERED = "remembered"
    LIKENESS = "likeness"
    CONTENTS = "contents"
    BOTH = "both"
    DOUBTED = "doubted"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column and the field it is taken for; no field: it is left out."""

    sheet: str
    index: int
    #: What a person's decision on it is kept under; the same next year
    key: str
    header: str
    field: str = ""
    #: 0 to 100
    confidence: int = 0
    reason: Reason = Reason.NOTHING
    samples: tuple[str, ...] = ()
    #: Stands under "new address": commune and province of today
    is_new: bool = False

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def is_sure(self) -> bool:
        return not self.field or self.field in UNUSED or self.confidence >= SURE

    def to_json(self) -> dict[str, object]:
        return {
            "sheet": self.sheet,
            "column": self.letter,
            "key": self.key,
            "header": self.header,
            "field": self.field,
            "confidence": self.confidence,
            "reason": self.reason.value,
            "samples": list(self.samples),
            "is_sure": self.is_sure,
        }


def column_key(header: str, letter: str, earlier: int = 0) -> str:
    """A header whatever its case, blanks and punctuation; of equal ones each its own.

    A column without a header is known by its letter.
    """
    key = exact(header) or f"[{letter}]"
    return f"{key} #{earlier + 1}" if earlier else key


def propose(
    sheet: Sheet,
    paths: Sequence[Sequence[str]],
    body: Sequence[SheetRow],
    remembered: Remembered = NOTHING_REMEMBERED,
) -> list[Proposal]:
    """A proposal for each column, in their order. ``paths`` are its headers, top first."""
    told = [row for row in body if _says_several(row)][:_SAMPLED_ROWS]
    columns = [[sheet.filled(row, index) for row in told] for index in range(len(paths))]
    groups = Counter(text for path in paths for text in path[:-1])
    seen: Counter[str] = Counter()
    proposals = []
    for index, (path, cells) in enumerate(zip(paths, columns, strict=True)):
        header = " / ".join(path)
        known = column_key(header, column_letter(index))
        found = Proposal(
            sheet=sheet.name,
            index=index,
            key=column_key(header, column_letter(index), seen[known]),
            header=header,
            samples=_samples(cells),
            is_new=says_new_units(path),
        )
        seen[known] += 1
        proposals.append(_by_header(found, path, groups, cells, remembered))
    return _guess_rest(proposals, paths, columns)


def header_field(path: Sequence[str], remembered: Remembered) -> str:
    """The field a column's headers say by themselves, without a look at its cells."""
    settled = remembered.get(exact(" / ".join(path)))
    return field_of(path[-1], path[:-1]) if settled is None else settled


def _says_several(row: SheetRow) -> bool:
    """A row of a list; "(1) (2) (3)" under a header is none."""
    texts = [text for text in map(text_of, row.cells) if text]
    return len(texts) > 1 and not all(map(_COLUMN_NUMBER.fullmatch, texts))


def _samples(cells: Sequence[Cell]) -> tuple[str, ...]:
    texts = dict.fromkeys(text for text in map(text_of, cells) if text)
    return tuple(text[:_LONGEST_SAMPLE] for text in list(texts)[:_SHOWN_SAMPLES])


def _by_header(
    found: Proposal,
    path: Sequence[str],
    groups: Counter[str],
    cells: Sequence[Cell],
    remembered: Remembered,
) -> Proposal:
    if (settled := remembered.get(found.key)) is not None:
        return replace(found, field=settled, confidence=100, reason=Reason.REMEMBERED)
    if not path:
        return found
    if are_ticks(cells) and (ticked := ticked_field(path[-1])):
        return replace(found, field=ticked, confidence=100, reason=Reason.SYNONYM)
    field = field_of(path[-1], path[:-1])
    if not field and len(path) > 1 and groups[path[-2]] == 1:
        field = field_of(path[-2], path[:-2])
    if not field:
        return found
    if field == "stars" and field in look_at(cells).denied:
        return replace(found, field=field, confidence=60, reason=Reason.DOUBTED)
    is_exact = is_written_out(path[-1])
    return replace(
        found,
        field=field,
        confidence=100 if is_exact else 95,
        reason=Reason.SYNONYM if is_exact else Reason.FOLDED,
    )


def _guess_rest(
    proposals: list[Proposal], paths: Sequence[Sequence[str]], columns: Sequence[Sequence[Cell]]
) -> list[Proposal]:
    """Each field that no column holds yet goes to the column it fits best, the surest first."""
    held = {found.field for found in proposals if found.field}
    offers: list[tuple[int, int, str, Reason]] = []
    for found in proposals:
        path, cells = paths[found.index], columns[found.index]
        if found.field or found.reason is Reason.REMEMBERED or not found.samples:
            continue
        if any(is_other(text) for text in path) or says_old_units(path):
            continue
        contents = look_at(cells)
        if not path and not _fills_column(contents, cells):
            continue
        offers += [
            (certainty, found.index, field, reason)
            for field, (certainty, reason) in _weigh(path, contents).items()
            if certainty >= MAPPED
        ]
    taken: dict[int, Proposal] = {}
    for certainty, index, field, reason in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        if index not in taken and field not in held:
            held.add(field)
            taken[index] = replace(
                proposals[index], field=field, confidence=certainty, reason=reason
            )
    return [taken.get(found.index, found) for found in proposals]


def _fills_column(contents: Contents, cells: Sequence[Cell]) -> bool:
    """A few stray words beside a table are no column of it, unless each is plainly something."""
    is_plain = contents.said >= _FEW and max(contents.certainty.values(), default=0) >= _PLAIN
    return is_plain or contents.said >= max(2, len(cells) * 0.3)


def _weigh(path: Sequence[str], contents: Contents) -> dict[str, tuple[int, Reason]]:
    """Field → certainty of header and cells together, never so sure that nobody is asked."""
    said: dict[str, int] = {}
    for text in path[-2:]:
        for field, certainty in likeness(text).items():
            said[field] = max(said.get(field, 0), certainty)
    weighed = {}
    for field in said.keys() | contents.certainty.keys():
        by_header, by_cells = said.get(field, 0), contents.certainty.get(field, 0)
        if field == "stars" and by_cells and not path:
            by_cells = max(by_cells, _STARS_UNDER_NOTHING)
        if field == _COUNTING and not by_header and path:
            continue
        if field == "stars" and any(map(is_hoped_for, path)):
            continue
        if field in TYPED and field in contents.denied:
            by_header = round(by_header * 0.4)
        both = round(100 - (100 - by_header) * (100 - by_cells) / 100)
        reason = (
            Reason.BOTH
            if by_header and by_cells
            else (Reason.LIKENESS if by_header else Reason.CONTENTS)
        )
        weighed[field] = (min(both, _GUESSED_MOST), reason)
    return weighed
