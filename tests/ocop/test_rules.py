import datetime

import pytest

from ocop.rules import expected_level, level_of, rule_set_on, term_end


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "rules"),
    [
        ("2018-06-01", "1048/2019"),
        ("2019-08-21", "1048/2019"),
        ("2023-02-23", "1048/2019"),
        ("2023-02-24", "148/2023"),
        ("2025-07-05", "148/2023"),
        ("2025-07-06", "1489/2025"),
    ],
)
def test_rule_set_on(on, rules):
    assert rule_set_on(day(on)) == rules


@pytest.mark.parametrize(
    ("stars", "on", "level"),
    [
        (3, "2022-01-01", "province"),
        (4, "2022-01-01", "province"),
        (5, "2021-06-30", "national"),
        (3, "2023-02-24", "district"),
        (4, "2024-01-01", "province"),
        (5, "2025-06-26", "national"),
        (3, "2025-07-05", "district"),
        (3, "2025-07-06", "province"),
        (5, "2026-01-01", "national"),
    ],
)
def test_expected_level(stars, on, level):
    assert expected_level(stars=stars, day=day(on)) == level


@pytest.mark.parametrize(
    ("number", "stars", "level"),
    [
        ("377/QĐ-BNN-VPĐP", 5, "national"),
        ("2361/QĐ-BNNMT", 5, "national"),
        ("9015/QĐ-BNNPTNT", 4, "national"),
        ("9001/QĐ-UBND", 3, "district"),
        ("9001/QĐ-UBND", 4, "province"),
        ("9001/QĐ-UBND", 5, "province"),
        ("9001/qd-ubnd", 5, "province"),
        ("", 5, "national"),
        ("", 3, "district"),
        ("số 12", 4, "province"),
    ],
)
def test_level_of(number, stars, level):
    assert level_of(number, stars=stars, day=day("2024-01-01")) == level


@pytest.mark.parametrize(
    ("evidence", "on", "year", "end"),
    [
        ("decision", "2023-11-23", None, "2026-11-23"),
        ("decision", "2024-02-29", None, "2027-02-28"),
        ("decision", "2021-12-31", None, "2024-12-31"),
        ("decision", "2023-11-23", 2019, "2026-11-23"),
        ("list", "2025-11-24", None, "2026-11-24"),
        ("list", "2024-02-29", None, "2025-02-28"),
        ("list", "2026-03-01", 2023, "2026-12-31"),
        ("list", "2026-03-01", 2025, "2027-03-01"),
        ("list", "2026-03-01", 2020, "2023-12-31"),
    ],
)
def test_term_end(evidence, on, year, end):
    assert term_end(evidence=evidence, day=day(on), year=year) == day(end)


def test_the_term_of_a_list_is_a_setting(settings):
    settings.OCOP_LIST_TERM_MONTHS = 18

    assert term_end(evidence="list", day=day("2025-08-31")) == day("2027-02-28")
