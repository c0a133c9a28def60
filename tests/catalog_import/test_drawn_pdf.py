"""Whatever the page looks like, the records are the facts it was made of."""

import json
import os

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from catalog_import.grammars.names import text_of
from catalog_import.headers import field_of
from catalog_import.readers import parse
from catalog_import.reading import read_records
from tests.catalog_import.drawn.facts import TODAY
from tests.catalog_import.drawn.layouts import registries

pytestmark = pytest.mark.django_db

#: Of each kind of rules: pages take longer to read than sheets
_DRAWS = int(os.environ.get("CHOPHIEN_DRAWS") or 12)


@pytest.mark.parametrize("rules", ["all", "horizontal", "head", "none"])
@settings(max_examples=_DRAWS)
@given(st.data())
def test_a_printed_registry_says_what_it_was_made_of(rules, data):
    registry = data.draw(registries(max_subjects=7, rules=rules))
    for grid in registry.grids:
        note(f"{registry.province!r} above={grid.above} {grid.merges}")
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
    errors = [(p.row, p.field) for p in reading.problems if p.is_error]
    assert sorted(field for _, field in errors) == sorted(field for _, field in registry.errors)
    if numbers := _numbers(registry):
        assert set(errors) == {(numbers[row], field) for row, field in registry.errors}


def _line(row):
    return json.dumps(
        {k: v for k, v in row.items() if k not in ("sheet", "row")}, ensure_ascii=False
    )


def _numbers(registry):
    """Row → its printed number, where those tell each row from each other.

    Else a reader counts rows of tables over pages, and repeated headers with them.
    """
    (grid,) = registry.grids
    if field_of(text_of(grid.rows[0][0])) != "ordinal":
        return {}
    found = {
        number: int(str(row[0]).rstrip("."))
        for number, row in enumerate(grid.rows, start=1)
        if row and str(row[0]).rstrip(".").isdigit()
    }
    return found if len(set(found.values())) == len(found) else {}
