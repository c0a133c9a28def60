import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_import.grammars.stars import Stars, parse_stars, stars_in_title
from catalog_import.readers.book import Odd


@pytest.mark.parametrize(
    ("cell", "stars"),
    [
        (4, 4), (4.0, 4), ("4", 4), ("4.0", 4), ("4,0", 4), ("4 sao", 4), ("04 sao", 4),
        ("Bốn (04) sao", 4), ("bốn sao", 4), ("ba (03) sao", 3), ("năm sao", 5),
        ("Năm (05) sao", 5),
        ("hạng 4 sao", 4), ("Hạng 3", 3), ("Đạt 4 sao", 4), ("4*", 4), ("4★", 4), ("★★★★", 4),
        ("★★★★☆", 4), ("★★★☆☆", 3), ("⭐⭐⭐⭐", 4), ("****", 4), ("4 ★★★★", 4),
        ("4 sao quốc gia", 4),
        ("5 SAO", 5), ("4 sao OCOP", 4), ("OCOP 4 sao", 4), ("\u00a04\u200b sao ", 4),
        ("4 sao năm 2023", 4), ("Đạt 4 sao (2022)", 4),
        ("4 (bốn) sao", 4), ("IV sao", 4), ("hạng III sao", 3), ("V (05) sao", 5),
        ("3 (ba)", 3), ("* * * *", 4),
    ],
)  # fmt: skip
def test_a_star_is_read_however_it_is_written(cell, stars):
    assert parse_stars(cell) == Stars(certified=stars)


@pytest.mark.parametrize(
    ("cell", "stars"),
    [
        ("tiềm năng 5 sao", 5), ("Đề nghị 4 sao", 4), ("được đề xuất 5 sao", 5),
        ("dự kiến 3 sao", 3),
        ("trình Trung ương 5 sao", 5), ("5 sao (tiềm năng)", 5), ("tiềm năng ★★★★★", 5),
    ],
)  # fmt: skip
def test_a_star_hoped_for_is_not_certified(cell, stars):
    assert parse_stars(cell) == Stars(proposed=stars)


def test_a_cell_may_hold_a_certified_and_a_proposed_star():
    assert parse_stars("4 sao (tiềm năng 5 sao)") == Stars(certified=4, proposed=5)
    assert parse_stars("4 sao, đề nghị 5 sao") == Stars(certified=4, proposed=5)
    assert parse_stars("4★ (tiềm năng 5★)") == Stars(certified=4, proposed=5)


@pytest.mark.parametrize("cell", ["4 sao (81 điểm)", "78,5 điểm - 4 sao", "Điểm: 78.5; 4 sao"])
def test_a_score_beside_the_star_is_none(cell):
    assert parse_stars(cell) == Stars(certified=4)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (0, "stars_out_of_range"), (1, "stars_out_of_range"), (2, "stars_out_of_range"),
        (6, "stars_out_of_range"), (9, "stars_out_of_range"), (62, "stars_out_of_range"),
        (-3, "stars_out_of_range"), ("-3", "stars_out_of_range"), ("2 sao", "stars_out_of_range"),
        ("tiềm năng 6 sao", "stars_out_of_range"), (3.5, "stars_not_whole"),
        ("3,5 sao", "stars_not_whole"), (True, "stars_not_a_number"),
        ("TRUE", "stars_not_a_number"), ("V", "stars_not_a_number"), ("v*", "stars_not_a_number"),
        ("VI sao", "stars_out_of_range"),
        ("sao", "stars_not_a_number"), ("năm 2023", "stars_not_a_number"),
        ("4 (ba) sao", "stars_conflict"), ("ba sao rưỡi", "stars_unclear"),
        ("3★ 4★", "stars_conflict"),
        ("3 SP 4 sao, 1 SP 5 sao", "stars_conflict"), ("3 SP 4 sao", "stars_conflict"),
        ("VICOSAP: 4 SP OCOP 5 sao quốc gia + 7 SP OCOP 4 sao", "stars_conflict"),
        ("3-4 sao", "stars_conflict"), ("bốn (03) sao", "stars_conflict"),
        ("★★★ 4 sao", "stars_conflict"), ("không đạt", "stars_denied"),
        ("Chưa đạt 3 sao", "stars_denied"), ("từ 3 sao trở lên", "stars_unclear"),
        (Odd.UNCALCULATED, "formula_without_value"),
    ],
)  # fmt: skip
def test_anything_else_is_a_problem_and_no_star(cell, problem):
    assert parse_stars(cell) == Stars(problem=problem)


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "–", "..."])
def test_an_empty_cell_says_nothing(cell):
    assert parse_stars(cell).is_empty


@pytest.mark.parametrize(
    ("title", "stars"),
    [
        ("B. Sản phẩm 4 sao (12 sản phẩm)", Stars(certified=4)),
        ("DANH SÁCH SẢN PHẨM ĐẠT 3 SAO", Stars(certified=3)),
        ("Sản phẩm tiềm năng 5 sao", Stars(proposed=5)),
        ("Sản phẩm đạt 3 sao trở lên", Stars()),
        ("Danh sách sản phẩm 3 sao, 4 sao", Stars()),
        ("Sản phẩm hạng 3 - 4 sao", Stars()),
        ("Sản phẩm 3, 4 và 5 sao", Stars()),
        ("Năm 2023", Stars()),
    ],
)
def test_a_title_names_the_star_of_all_rows_below(title, stars):
    assert stars_in_title(title) == stars


written = st.sampled_from(
    ["{n}", "{n} sao", "0{n} sao", "{w} sao", "{w} (0{n}) sao", "hạng {n} sao", "Đạt {n} sao",
     "{n}*",
     "{n}★", "{m}", "{m}☆", "{n} sao quốc gia"]
)  # fmt: skip
blanks = st.sampled_from(["", " ", "\u00a0", "\u200b", "\ufeff", "\n"])


@given(st.integers(3, 5), written, blanks, blanks, st.booleans())
def test_every_spelling_of_a_star_is_that_star(number, form, before, after, shout):
    word = {3: "ba", 4: "bốn", 5: "năm"}[number]
    text = form.format(n=number, w=word, m="★" * number)
    text = f"{before}{text.upper() if shout else text}{after}"

    assert parse_stars(text) == Stars(certified=number)


anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(),
    st.text(alphabet=string.digits + "sao★☆*()., bốnămtiềmđềxuất-"),
)  # fmt: skip


@given(anything)
def test_no_cell_gives_a_star_outside_three_to_five_or_an_exception(cell):
    stars = parse_stars(cell)

    assert stars.certified in (None, 3, 4, 5)
    assert stars.proposed in (None, 3, 4, 5)
    assert not (stars.problem and (stars.certified or stars.proposed))


@given(st.one_of(st.integers(), st.floats()).filter(lambda n: n not in (3, 4, 5)))
def test_only_the_numbers_three_four_and_five_are_stars(number):
    assert parse_stars(number).problem
