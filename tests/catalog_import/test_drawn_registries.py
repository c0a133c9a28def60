"""Whatever the layout, the records are the facts it was made of."""

import json

import pytest
from hypothesis import given, note

from catalog_import.readers import parse
from catalog_import.reading import read_records
from tests.catalog_import.drawn.facts import TODAY
from tests.catalog_import.drawn.layouts import registries

pytestmark = pytest.mark.django_db


@given(registries())
def test_a_registry_says_what_it_was_made_of(registry):
    for grid in registry.grids:
        note(
            f"{registry.name} {grid.name!r} {registry.province!r} above={grid.above} {grid.merges}"
        )
        for number, row in enumerate(grid.rows, start=1):
            note(f"{number} {row}")

    reading = read_records(
        parse(registry.data, registry.name),
        province=registry.province,
        as_of=None,
        today=TODAY,
        keeps_offers=False,
    )

    for problem in reading.problems:
        note(str(problem))
    told = [record.to_json() for record in reading.records]
    assert [_line(row) for row in sorted(told, key=_line)] == sorted(map(_line, registry.rows))
    assert {(p.row, p.field) for p in reading.problems if p.is_error} == registry.errors


def _line(row):
    return json.dumps(
        {k: v for k, v in row.items() if k not in ("sheet", "row")}, ensure_ascii=False
    )
