import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_import.grammars.decisions import (
    Decision,
    decision_in_text,
    issuer_of,
    parse_decision,
)

TODAY = datetime.date(2026, 11, 24)
OCTOBER = datetime.date(2025, 10, 20)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("9012/QĐ-UBND", "9012/QĐ-UBND"), ("9012/ QĐ - UBND ", "9012/QĐ-UBND"),
        ("Số 9012/QĐ-UBND", "9012/QĐ-UBND"), ("9012/QÐ-UBND", "9012/QĐ-UBND"),
        ("9012/qđ-ubnd", "9012/QĐ-UBND"), ("9012/QD-UBND", "9012/QĐ-UBND"),
        ("377/QĐ-BNN-VPĐP", "377/QĐ-BNN-VPĐP"), ("377 / QĐ-BNN – VPĐP", "377/QĐ-BNN-VPĐP"),
        ("2361/QĐ-BNNMT", "2361/QĐ-BNNMT"), ("9015/QĐ-BNNPTNT", "9015/QĐ-BNNPTNT"),
        ("9012/QĐ-UB ND", "9012/QĐ-UBND"),
        ("90 12/QĐ-BNN-V PĐP", "9012/QĐ-BNN-VPĐP"), ("12/2023/QĐ-UBND", "12/2023/QĐ-UBND"),
        ("9012/QĐ-UBND – công nhận", "9012/QĐ-UBND"),
    ],
)  # fmt: skip
def test_a_number_is_written_one_way(cell, number):
    assert parse_decision(cell, today=TODAY) == Decision(number)


@pytest.mark.parametrize(
    "cell",
    [
        "9014/QĐ-BNNMT ngày 20 tháng 10 năm 2025",
        "Số 9014/QĐ-BNNMT, ngày 20/10/2025",
        "9014/QĐ-BNNMT\n20/10/2025",
    ],
)
def test_number_and_day_may_share_a_cell(cell):
    assert parse_decision(cell, today=TODAY) == Decision("9014/QĐ-BNNMT", OCTOBER)


def test_an_unusual_number_is_kept_as_printed_and_told():
    assert parse_decision("QĐ 9012", today=TODAY) == Decision(
        "QĐ 9012", None, ("decision_unusual",)
    )


@pytest.mark.parametrize("number", ["148/QĐ-TTg", "1048/QĐ-TTg", "1489/QĐ-TTG"])
def test_a_decision_of_the_prime_minister_certifies_nothing(number):
    assert parse_decision(number, today=TODAY) == Decision(problems=("decision_of_prime_minister",))


def test_a_cell_may_hold_only_the_day():
    assert parse_decision("ngày 20/10/2025", today=TODAY) == Decision("", OCTOBER)


@pytest.mark.parametrize(
    ("cell", "decision"),
    [
        ("năm 2023", Decision(problems=("date_incomplete",))),
        ("9001/QĐ-UBND năm 2023", Decision("9001/QĐ-UBND", problems=("date_incomplete",))),
        (
            "9001/QĐ-UBND, 05/6/2023; căn cứ QĐ 148/QĐ-TTg ngày 24/02/2023",
            Decision("9001/QĐ-UBND", datetime.date(2023, 6, 5)),
        ),
        (
            "Ngày 05/6/2023, số 9001/QĐ-UBND",
            Decision("9001/QĐ-UBND", datetime.date(2023, 6, 5)),
        ),
    ],
)
def test_a_joint_cell_tells_of_one_decision_and_a_year_is_no_day(cell, decision):
    assert parse_decision(cell, today=TODAY) == decision


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("9001/QĐ-UBND ngày 05/6/2023\n9002/QĐ-UBND ngày 04/9/2024", None),
        ("9002/QĐ-UBND ngày 04/9/2024 thay thế QĐ số 9001/QĐ-UBND ngày 05/6/2023", None),
        ("Ngày 04/9/2024, số 9002/QĐ-UBND; ngày 05/6/2023, số 9001/QĐ-UBND", None),
        ("9001/QĐ-UBND\n9002/QĐ-UBND", "05/6/2023\n04/9/2024"),
        ("9001/QĐ-UBND; 9002/QĐ-UBND ngày 04/9/2024", "05/6/2023"),
    ],
)
def test_of_several_decisions_it_is_the_latest_and_that_is_told(cell, days):
    assert parse_decision(cell, today=TODAY, days=days) == Decision(
        "9002/QĐ-UBND", datetime.date(2024, 9, 4), ("decisions_several",)
    )


def test_of_several_without_days_it_is_the_first_and_that_is_told():
    assert parse_decision("9001/QĐ-UBND, 9002/QĐ-UBND", today=TODAY) == Decision(
        "9001/QĐ-UBND", None, ("decisions_several",)
    )


def test_a_decision_it_rests_on_is_no_second_one():
    cell = "9001/QĐ-UBND ngày 05/6/2023 (căn cứ QĐ 9002/QĐ-UBND ngày 04/9/2022)"

    assert parse_decision(cell, today=TODAY) == Decision("9001/QĐ-UBND", datetime.date(2023, 6, 5))


@pytest.mark.parametrize("cell", [None, "", " ", "-", "…"[:0]])
def test_an_empty_cell_is_no_decision(cell):
    assert parse_decision(cell, today=TODAY) == Decision()


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        (
            "(Kèm theo Quyết định số 9001/QĐ-UBND ngày 29 tháng 12 năm 2023 của UBND tỉnh)",
            Decision("9001/QĐ-UBND", datetime.date(2023, 12, 29)),
        ),
        ("Số: 9005/QĐ-UBND", Decision("9005/QĐ-UBND")),
        ("Căn cứ Quyết định số 9001/QĐ-UBND ngày 29/12/2023", Decision()),
        ("theo Quyết định số 148/QĐ-TTg ngày 24/02/2023", Decision()),
        ("PHỤ LỤC: DANH SÁCH SẢN PHẨM OCOP NĂM 2023", Decision()),
    ],
)
def test_a_title_gives_the_decision_the_list_belongs_to(text, decision):
    assert decision_in_text(text, today=TODAY) == decision


def test_the_issuer_is_read_from_the_number():
    assert issuer_of("9014/QĐ-BNNMT") == "ministry"
    assert issuer_of("377/QĐ-BNN-VPĐP") == "ministry"
    assert issuer_of("9012/QĐ-UBND") == "committee"
    assert issuer_of("QĐ 9012") == ""


issuers = st.sampled_from(["UBND", "BNN-VPĐP", "BNNMT", "BNNPTNT"])
gaps = st.sampled_from(["", " ", "  "])


@given(st.integers(1, 99999), issuers, gaps, gaps, st.sampled_from(["-", " - ", "–"]))
def test_blanks_and_dashes_do_not_make_another_number(number, issuer, before, after, dash):
    text = f"{number}{before}/{after}QĐ{dash}{issuer.replace('-', dash)}"

    assert parse_decision(text, today=TODAY) == Decision(f"{number}/QĐ-{issuer}")


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates()))
def test_no_cell_raises_or_overflows_the_register(cell):
    assert len(parse_decision(cell, today=TODAY).number) <= 60
