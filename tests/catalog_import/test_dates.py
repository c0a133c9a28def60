import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_import.grammars.dates import Day, parse_day, parse_year
from ocop.rules import PROGRAMME_START

TODAY = datetime.date(2026, 11, 24)
DAY = datetime.date(2024, 2, 28)


@pytest.mark.parametrize(
    "cell",
    [
        datetime.datetime(2024, 2, 28),  # noqa: DTZ001 -- as spreadsheets give it
        DAY, 45350, 45350.0, "45350", "28/02/2024", "28/2/2024",
        "28-2-2024", "28.2.2024", "28 / 02 / 2024", "ngày 28 tháng 2 năm 2024",
        "Ngày 28 tháng 02 năm 2024", "2024-02-28", "2024-02-28 00:00:00",
        "28/02/20 24", "28/ 02/2024", "28/02/2024 (đợt 1)",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell):
    assert parse_day(cell, today=TODAY) == Day(DAY)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("31/02/2024", "date_impossible"), ("12/25/2023", "date_impossible"),
        ("12/03/2015", "date_before_programme"),
        (datetime.date(2018, 5, 6), "date_before_programme"),
        ("2099-01-01", "date_in_future"), ("25/11/2026", "date_in_future"),
        (2023, "date_incomplete"), ("2023", "date_incomplete"), ("năm 2023", "date_incomplete"),
        ("tháng 6/2024", "date_incomplete"), ("hôm qua", "date_unreadable"),
        (True, "date_unreadable"),
        (7, "date_unreadable"), ("01/02/2023 - 01/02/2024", "date_unreadable"),
        (float("nan"), "date_unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_left_out_with_its_reason(cell, problem):
    assert parse_day(cell, today=TODAY) == Day(problem=problem)


def test_a_short_year_is_of_this_century_and_told():
    assert parse_day("05/06/24", today=TODAY) == Day(datetime.date(2024, 6, 5), "date_short_year")


@pytest.mark.parametrize("cell", [None, "", " ", "-", "…"[:0]])
def test_an_empty_cell_is_no_day_and_no_problem(cell):
    assert parse_day(cell, today=TODAY) == Day()


@pytest.mark.parametrize(
    ("cell", "year"),
    [(2023, 2023), ("2023", 2023), ("năm 2021", 2021), (2023.0, 2023), (2017, None), (2027, None),
     ("xưa", None), (True, None), (None, None)],
)  # fmt: skip
def test_a_year_is_one_of_the_programme(cell, year):
    assert parse_year(cell, today=TODAY) == year


forms = st.sampled_from(
    ["{d:02d}/{m:02d}/{y}", "{d}/{m}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}", "{y}-{m:02d}-{d:02d}",
     "ngày {d} tháng {m} năm {y}", "Ngày {d:02d} tháng {m:02d} năm {y}"]
)  # fmt: skip


@given(st.dates(PROGRAMME_START, TODAY), forms)
def test_every_spelling_of_a_day_is_that_day(day, form):
    text = form.format(d=day.day, m=day.month, y=day.year)

    assert parse_day(text, today=TODAY) == Day(day)


@given(st.dates(PROGRAMME_START, TODAY))
def test_a_serial_is_its_day(day):
    serial = (day - datetime.date(1899, 12, 30)).days

    assert parse_day(serial, today=TODAY) == Day(day)


@given(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(),
              st.text(alphabet="0123456789/-. thángngàyăm"))
)  # fmt: skip
def test_no_cell_gives_a_day_out_of_bounds_or_an_exception(cell):
    read = parse_day(cell, today=TODAY)

    assert read.day is None or PROGRAMME_START <= read.day <= TODAY
