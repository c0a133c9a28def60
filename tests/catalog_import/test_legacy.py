"""Text coded for TCVN3 and VNI fonts: found by evidence, decoded, and nothing else touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_import.readers import read_book
from catalog_import.readers.book import Book, Sheet, SheetRow
from catalog_import.readers.fonts import _TCVN3_TABLE, TCVN3, VNI, VNI_CODES, decode
from catalog_import.readers.legacy import font_of, to_unicode
from catalog_import.readers.syllables import is_syllable

#: (Unicode, in TCVN3, in VNI)
SAMPLES = [
    (
        "Hợp tác xã chế biến chè Phìn Hồ",
        "Hîp t\xb8c x· chÕ biÕn chÌ Ph×n Hå",
        "Hôïp taùc xaõ cheá bieán cheø Phìn Hoà",
    ),
    (
        "Nước mắm Phú Quốc 40 độ đạm",
        "N\xadíc m¾m Phó Quèc 40 ®é ®¹m",
        "Nöôùc maém Phuù Quoác 40 ñoä ñaïm",
    ),
    ("Đạt 4 sao", "§¹t 4 sao", "Ñaït 4 sao"),
    ("Rượu ngô men lá", "R\xadîu ng« men l\xb8", "Röôïu ngoâ men laù"),
    ("Mật ong bạc hà Mèo Vạc", "MËt ong b¹c hµ MÌo V¹c", "Maät ong baïc haø Meøo Vaïc"),
    ("huyện Vĩnh Lộc", "huyÖn VÜnh Léc", "huyeän Vónh Loäc"),
]
WORDS = [word for clean, _, _ in SAMPLES for word in clean.split()] + [
    "quýt", "giấy", "Ẩm", "ỷ", "Đắk", "khuỷu", "thuỳ", "nghiêng", "hoà", "xã", "Café", "OCOP",
]  # fmt: skip
#: Letters the fonts have; TCVN3 has no code for most capitals with a tone
LETTERS = {letter: chr(code) for code, letter in _TCVN3_TABLE.items() if letter.isalpha()}
VNI_LETTERS = {letter: code for code, letter in VNI_CODES.items()}
clean_text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


def tcvn3(text):
    return "".join(LETTERS.get(char, char) for char in text)


def vni(text):
    return "".join(VNI_LETTERS.get(char, char) for char in text.lower())


def book(*columns):
    rows = [SheetRow(n, cells) for n, cells in enumerate(zip(*columns, strict=True), start=1)]
    return Book([Sheet("S", rows)])


def texts(found):
    return [cell for row in found.sheets[0].rows for cell in row.cells]


@pytest.mark.parametrize(("clean", "in_tcvn3", "in_vni"), SAMPLES)
def test_known_texts_are_decoded(clean, in_tcvn3, in_vni):
    assert decode(in_tcvn3, TCVN3) == clean
    assert decode(in_vni, VNI) == clean


@given(st.text(st.sampled_from([*LETTERS, *"abcxyz 4,."])))
def test_what_tcvn3_can_write_comes_back(text):
    assert decode(tcvn3(text), TCVN3) == text


@given(clean_text)
def test_what_vni_can_write_comes_back(text):
    assert decode(vni(text), VNI) == text.lower().replace("é", "ộ" if "caé" in text else "é")


@given(st.lists(st.one_of(st.text(max_size=30), clean_text), max_size=8))
def test_clean_unicode_is_never_changed(cells):
    whole = [*cells, *(clean for clean, _, _ in SAMPLES)]
    for form in ("NFC", "NFD"):
        written = [unicodedata.normalize(form, cell) for cell in whole]
        before = book(written)
        assert to_unicode(before) is before


@pytest.mark.parametrize("font", [TCVN3, VNI])
def test_a_column_is_judged_as_a_whole_and_its_raw_text_kept(font):
    coded = [sample[1 if font == TCVN3 else 2] for sample in SAMPLES]
    clean = [sample[0] for sample in SAMPLES]

    found = to_unicode(book(coded, clean, [1] * len(coded)))

    rows = found.sheets[0].rows
    assert [row.cells for row in rows] == [(text, text, 1) for text in clean]
    assert [row.raw_cell(0) for row in rows] == coded
    assert [(p.code, p.params["font"]) for p in found.problems] == [("text_decoded", font)]


def test_a_column_that_says_little_follows_the_file():
    coded = [sample[2] for sample in SAMPLES]

    # "Hoà" is a sound word of Unicode too
    assert texts(to_unicode(book(coded, ["Hoà", *"12345"])))[1] == "Hồ"


def test_a_unicode_header_over_a_coded_column_stays():
    found = to_unicode(book(["Tên sản phẩm", *(sample[1] for sample in SAMPLES)]))

    assert texts(found) == ["Tên sản phẩm", *(sample[0] for sample in SAMPLES)]


@pytest.mark.parametrize(
    "foreign",
    [
        "Müller Größe für Käse Öl", "Café crème brûlée à la crêpe", "São João do Pará maçã pão",
        "20°N, 30°N ± 5 ½ µm «guillemets» © ®", "Nestlé Rosé Pâté Château",
    ],
)  # fmt: skip
def test_other_languages_are_left_alone(foreign):
    assert font_of([foreign] * 5) == ""


@pytest.mark.parametrize("font", [TCVN3, VNI])
def test_bytes_of_a_font_are_read(font):
    lines = ["Tên sản phẩm,Chủ thể,Hạng sao", "Nước mắm,Hợp tác xã Đường Trước,4 sao"]
    encode = tcvn3 if font == TCVN3 else vni
    data = encode("\n".join(lines)).encode("latin-1")

    rows = read_book(data, "a.csv").sheets[0].rows

    assert [list(row.cells) for row in rows] == [
        (line if font == TCVN3 else line.lower()).split(",") for line in lines
    ]
    assert rows[1].raw_cell(0) == encode("Nước mắm")


def test_bytes_of_no_known_coding_are_refused():
    with pytest.raises(Exception, match="unknown-encoding"):
        read_book("Größe,Käse\nMüller,Öl\n".encode("latin-1"), "a.csv")


def test_syllables():
    sound = ["quýt", "giấy", "nghiêng", "khuỷu", "giữa", "đường", "Thuỳ", "uý", "Quỳnh"]
    assert [word for word in sound if not is_syllable(word)] == []
    unsound = ["hîp", "quỳt", "Müller", "tàch", "Größe", "ñaïm"]
    assert [word for word in unsound if is_syllable(word)] == []


def test_a_short_column_follows_the_font_of_its_file():
    rows = [
        SheetRow(1, ("Teân saûn phaåm", "QÑ coâng nhaän")),
        SheetRow(2, ("Traø sen Ví Duï a", "1/QÑ-UBND")),
        SheetRow(3, ("Maät ong baïc haø Meøo Vaïc", "2/QÑ-UBND")),
        SheetRow(4, (None, "Coäng")),
    ]

    (sheet,) = to_unicode(Book([Sheet("S", rows)])).sheets

    assert [row.cell(1) for row in sheet.rows] == [
        "QĐ công nhận", "1/QĐ-UBND", "2/QĐ-UBND", "Cộng",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "told"), [("Q. Long Biên", "Q. Long Biên"), ("Q. Long Biªn", "Q. Long Biên")]
)
def test_a_tab_has_no_font_and_is_decoded_only_where_it_reads_so(name, told):
    rows = [SheetRow(n, (coded,)) for n, (_, coded, _) in enumerate(SAMPLES, start=1)]

    (sheet,) = to_unicode(Book([Sheet(name, rows)])).sheets

    assert sheet.name == told
    assert [row.cells[0] for row in sheet.rows] == [clean for clean, _, _ in SAMPLES]


def test_what_stands_above_a_table_is_decoded_too():
    rows = [SheetRow(n, (coded,)) for n, (_, coded, _) in enumerate(SAMPLES, start=1)]
    above = ("Danh s\xb8ch s¶n phÈm huyÖn VÜnh Léc", "Danh sách sản phẩm")

    (sheet,) = to_unicode(Book([Sheet("S", rows, above=above)])).sheets

    assert sheet.above == ("Danh sách sản phẩm huyện Vĩnh Lộc", "Danh sách sản phẩm")
