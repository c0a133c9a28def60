"""What people type, and what they get: rules by example."""

import unicodedata

import pytest
from django.utils.translation import gettext

from search.keyboards import typed_in_telex, typed_in_vni
from search.query import Facet, SearchQuery
from search.selectors import find
from search.services import drain_outbox
from search.slips import is_one_slip
from search.spelling_out import spelled
from search.syllables import is_syllable, sound
from search.tokens import words
from tests.search import shelf
from tests.search.conftest import DAY


@pytest.fixture
def shop(db):
    names = [
        "Chè Shan tuyết Ví Dụ", "Trà hoa sen Ví Dụ", "Cà phê bột Ví Dụ", "Kẹo dừa Ví Dụ",
        "Mứt dứa Ví Dụ", "Dưa lưới Ví Dụ", "Mật ong bạc hà Ví Dụ", "Lạc rang Ví Dụ",
        "Bánh chưng gù Ví Dụ", "Nước mắm 40 độ đạm Ví Dụ", "Gạo ST25 Ví Dụ",
        "Thịt lợn gác bếp Ví Dụ",
    ]  # fmt: skip
    subject = shelf.cooperative("HTX Ví Dụ")
    listings = {name: shelf.listing(name, subject=subject).pk for name in names}
    drain_outbox()
    return {pk: name.removesuffix(" Ví Dụ") for name, pk in listings.items()}


def names(shop, text, **query):
    return [shop[pk] for pk in find(text, SearchQuery(day=DAY, **query)).page.ids]


def test_what_is_meant_is_found_and_nothing_else(shop):
    cases = [
        ("ca phe", ["Cà phê bột"]),
        ("caphe", ["Cà phê bột"]),
        ("coffee", ["Cà phê bột"]),
        ("càphê", ["Cà phê bột"]),
        ("dừa", ["Kẹo dừa"]),
        ("dứa", ["Mứt dứa"]),
        ("dưa", ["Dưa lưới"]),
        ("khóm", ["Mứt dứa"]),
        ("mât ong", ["Mật ong bạc hà"]),
        ("mật ogn", ["Mật ong bạc hà"]),
        ("matong bac ha", ["Mật ong bạc hà"]),
        ("maatj ong", ["Mật ong bạc hà"]),
        ("đậu phộng", ["Lạc rang"]),
        ("bánh trưng gù", ["Bánh chưng gù"]),
        ("nuoc mam 40 do", ["Nước mắm 40 độ đạm"]),
        ("nuocs mawms", ["Nước mắm 40 độ đạm"]),
        ("lước mắm", ["Nước mắm 40 độ đạm"]),
        ("gạo ST 25", ["Gạo ST25"]),
        ("heo gác bếp", ["Thịt lợn gác bếp"]),
        ("mua mật ong nguyên chất ở đâu", ["Mật ong bạc hà"]),
        ("mật ong 500g", ["Mật ong bạc hà"]),
        ("cá hồi", []),
        ("xyzkhongco", []),
    ]

    wrong = [(text, names(shop, text)) for text, expected in cases if names(shop, text) != expected]

    assert wrong == []


def test_tea_by_any_spelling(shop):
    typed = [
        "che shan tuyet",
        "chè shan tuyết",
        unicodedata.normalize("NFD", "Chè Shan Tuyết"),
        "trà shan tuyết",
        "che san tuyet",
        "CHÈ SHAN",
    ]

    assert {names(shop, text)[0] for text in typed} == {"Chè Shan tuyết"}


def test_without_accents_every_reading_is_found(shop):
    assert set(names(shop, "dua")) == {"Kẹo dừa", "Mứt dứa", "Dưa lưới"}


def test_words_for_stars_become_a_filter(shop):
    found = find("chè 5 sao", SearchQuery(day=DAY))
    assert (found.page.total, found.stars_in_text, found.text_left) == (0, ("5",), "chè")

    assert len(names(shop, "ocop 4 sao")) == len(names(shop, "★★★★")) == len(shop)
    assert names(shop, "chè bốn sao")[0] == "Chè Shan tuyết"
    assert names(shop, "chè 3 sao trở lên")[0] == "Chè Shan tuyết"
    assert find("chè 5 sao", SearchQuery(day=DAY, filters={Facet.STARS: ("4",)})).page.total == 2


def test_a_filter_does_not_change_what_the_text_means(shop):
    assert names(shop, "lạc", filters={Facet.STARS: ("5",)}) == []


def test_a_mended_text_is_shown_with_its_accents(shop):
    assert find("lước mắm", SearchQuery(day=DAY)).corrected == "nước mắm"
    assert find("nước mắm", SearchQuery(day=DAY)).corrected == ""


def test_an_old_province_finds_the_old_boundaries_else_todays_with_a_notice(db):
    new = shelf.listing("Chè Na Hang", place=shelf.TUYEN_QUANG)
    drain_outbox()
    beyond = find("chè hà giang", SearchQuery(day=DAY))
    assert beyond.page.ids == [new.pk]
    assert beyond.notice == gettext("%(old)s is part of %(new)s now") % {
        "old": "Hà Giang",
        "new": "Tuyên Quang",
    }

    old = shelf.listing("Chè Hoàng Su Phì")
    drain_outbox()
    assert find("chè hà giang", SearchQuery(day=DAY)).page.ids == [old.pk]
    assert set(find("chè tuyên quang", SearchQuery(day=DAY)).page.ids) == {old.pk, new.pk}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nuocws", "nước"),
        ("ruowuj", "rượu"),
        ("hatj", "hạt"),
        ("ddieeuf", "điều"),
        ("duwowngf", "dường"),
        ("maawms", "mắm"),
        ("matz", "mat"),
    ],
)
def test_telex(typed, meant):
    assert (typed_in_telex(typed),) == words(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("nu7o7c1", "nước"), ("ma8m1", "mắm"), ("mat0", "mat"), ("d9ie6u2", "điều")],
)
def test_vni(typed, meant):
    assert (typed_in_vni(typed),) == words(meant)


@pytest.mark.parametrize("word", ["st25", "3in1", "vicosap", "mat", "pizza"])
def test_what_is_no_keystroke_stays(word):
    assert typed_in_vni(word) is typed_in_telex(word) is None


def test_syllables_sounds_and_slips():
    assert all(map(is_syllable, ["mat", "nghieng", "quyt", "khoai", "giet", "ong"]))
    assert not any(map(is_syllable, ["matong", "sapa", "st25", "kk"]))
    assert sound("tranh") == sound("chanh")
    assert sound("luoc") == sound("nuoc")
    assert sound("quy") == sound("qui")
    assert sound("vay") != sound("vai")
    assert is_one_slip("ogn", "ong")
    assert is_one_slip("sokfam", "sokfarm")
    assert not is_one_slip("abc", "cab")
    assert not is_one_slip("ong", "ong")


@pytest.mark.parametrize(
    "word",
    ["hòa", "thúy", "quý", "giá", "khoẻ", "nước", "rượu", "đường", "điều", "mắm", "yến", "bưởi",
     "khuỷu", "giếng", "tuyết", "oản", "quà"],
)  # fmt: skip
def test_words_are_spelled_out_again(word):
    assert words(spelled(words(word)[0])) == words(word)
    assert unicodedata.is_normalized("NFC", spelled(words(word)[0]))
