"""Zips as people pack them, and as people pack them who mean harm."""

import io
import stat
import struct
import tracemalloc
import unicodedata
import zipfile
from contextlib import contextmanager

import pytest

from catalog_import.photos import limits
from catalog_import.photos.archives import open_archive, pictures_in
from catalog_import.photos.files import opened
from catalog_import.photos.problems import LeftOut
from catalog_import.problems import Refused
from tests.catalog_import.photos.pictures import picture, zipped


def read(data, name="anh.zip"):
    """Path → the bytes, or the code of why not."""
    result = {}
    with opened(io.BytesIO(data), name) as (found, _workbook):
        for one in found:
            try:
                result[one.path] = one.read()
            except LeftOut as left_out:
                result[one.path] = left_out.code
    return result


def refusal(data, name="anh.zip"):
    with pytest.raises(Refused) as refused:
        read(data, name)
    return refused.value.code, dict(refused.value.params)


@contextmanager
def at_most(limit):
    """What is done inside takes no more memory than this."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < limit
    finally:
        tracemalloc.stop()


def entry(name, **fields):
    info = zipfile.ZipInfo(name)
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def test_pictures_of_folders_come_in_the_order_of_the_zip():
    files = [("HTX Ong Vàng/Mật ong (2).jpg", b"2"), ("HTX Ong Vàng/Mật ong (1).jpg", b"1")]

    assert list(read(zipped([("HTX Ong Vàng/", b""), *files])).items()) == files


def test_what_systems_add_is_passed_over():
    junk = ["__MACOSX/._a.jpg", "._a.jpg", ".DS_Store", "b/Thumbs.db", "desktop.ini"]

    assert read(zipped([(name, b"x") for name in junk] + [("a.jpg", b"1")])) == {"a.jpg": b"1"}


def test_names_that_point_elsewhere_are_left_out():
    names = [
        "/etc/a.jpg", "../a.jpg", "b/../../a.jpg", "C:\\anh\\a.jpg", "..\\a.jpg", "\\\\may\\a.jpg",
    ]  # fmt: skip

    assert set(read(zipped([(name, b"x") for name in names])).values()) == {"unsafe-name"}


def test_a_link_is_left_out():
    link = entry("a.jpg", create_system=3, external_attr=(stat.S_IFLNK | 0o777) << 16)

    assert read(zipped([(link, b"/etc/passwd"), ("b.jpg", b"1")])) == {
        "a.jpg": "link", "b.jpg": b"1",
    }  # fmt: skip


def with_flag(data, name, flag):
    """The zip with a flag set on one entry, here and in the directory."""
    source = bytearray(data)
    raw = name.encode()
    for mark, flags_at, name_at in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = -1
        while (at := source.find(mark, at + 1)) >= 0:
            if source[at + name_at : at + name_at + len(raw)] == raw:
                source[at + flags_at] |= flag
    return bytes(source)


def test_an_entry_with_a_password_is_left_out_and_a_whole_zip_of_them_refused():
    some = with_flag(zipped([("a.jpg", b"x"), ("b.jpg", b"1")]), "a.jpg", 0x1)
    whole = with_flag(zipped([("a.jpg", b"x")]), "a.jpg", 0x1)

    assert read(some) == {"a.jpg": "encrypted", "b.jpg": b"1"}
    assert refusal(whole) == ("zip-encrypted", {})


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_mac_writes_utf_8_without_saying_so(form):
    name = unicodedata.normalize(form, "Mật ong bạc hà.jpg")
    data = zipped([("?" * len(name.encode()), b"1")]).replace(
        b"?" * len(name.encode()), name.encode()
    )

    assert read(data) == {"Mật ong bạc hà.jpg": b"1"}


def test_an_old_windows_writes_its_code_page():
    raw = "Chè đă\u0301ng.jpg".encode("cp1258")
    data = zipped([("?" * len(raw), b"1")]).replace(b"?" * len(raw), raw)

    assert read(data) == {"Chè đắng.jpg": b"1"}


def test_backslashes_are_folders():
    assert read(zipped([("HTX Ong\\a.jpg", b"1")])) == {"HTX Ong/a.jpg": b"1"}


def test_a_damaged_entry_costs_itself():
    good = zipped([("a.jpg", b"A" * 500), ("b.jpg", b"B" * 500)])
    bad = good.replace(b"A" * 500, b"A" * 499 + b"!", 1)

    assert read(bad) == {"a.jpg": "damaged-entry", "b.jpg": b"B" * 500}


def claimed(data, size):
    """The zip whose one entry claims a size it has not."""
    source = bytearray(data)
    for mark, at_size in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = source.find(mark) + at_size
        source[at : at + 4] = struct.pack("<I", size)
    return bytes(source)


def test_an_entry_that_claims_a_gigabyte_is_not_opened():
    data = claimed(zipped([("a.jpg", b"x" * 100)], compression=zipfile.ZIP_DEFLATED), 1 << 30)

    assert read(data) == {"a.jpg": "too-big"}


def test_an_entry_is_held_to_what_it_claims():
    zeros = zipped([("a.jpg", b"\0" * 50_000_000)], compression=zipfile.ZIP_DEFLATED)
    data = claimed(zeros, 1000)

    with at_most(1_000_000):
        assert read(data) == {"a.jpg": "damaged-entry"}


def test_a_bomb_of_many_layers_is_refused_by_what_it_claims():
    layer = b"\0" * limits.PICTURE_BYTES
    files = [(f"{number}.jpg", layer) for number in range(3)]
    small = zipped(files, compression=zipfile.ZIP_DEFLATED)
    limit = limits.UNPACKED_BYTES
    try:
        limits.UNPACKED_BYTES = 2 * limits.PICTURE_BYTES
        assert len(small) < 200_000
        assert refusal(small) == ("zip-bomb", {"megabytes": 48})
    finally:
        limits.UNPACKED_BYTES = limit


def test_a_zip_in_a_zip_is_handed_on_and_refused_there():
    inner = zipped([("b.jpg", picture())])

    assert read(zipped([("a.zip", inner)])) == {"a.zip": inner}


def test_ten_thousand_entries_are_read_and_one_more_refused():
    files = [(f"{number}.txt", b"") for number in range(limits.ENTRIES)]

    assert len(read(zipped(files))) == limits.ENTRIES
    assert refusal(zipped([*files, ("x", b"")])) == ("zip-entries", {"most": 10_000})


def test_a_directory_too_large_is_refused_before_it_is_read():
    names = [(f"{number}" + "x" * 60_000, b"") for number in range(200)]
    data = zipped(names)

    with at_most(1_000_000):
        assert refusal(data) == ("zip-entries", {"most": 10_000})


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.zip", "photos-empty"),
        (b"not a zip", "a.zip", "zip-damaged"),
        (b"PK\x03\x04" + b"\0" * 100, "a.zip", "zip-damaged"),
        (zipped([("a.jpg", b"x")])[:-10], "a.zip", "zip-damaged"),
        (zipped([("a.jpg", b"x" * 900)])[:200], "a.zip", "zip-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "danh-sach.xlsx", "zip-damaged"),
    ],
    ids=["empty", "text", "only a head", "cut at the end", "cut in the middle", "an old workbook"],
)
def test_what_is_no_zip_is_refused(data, name, code):
    assert refusal(data, name) == (code, {})


def test_a_picture_is_taken_for_what_it_is_whatever_its_name():
    assert read(b"\xff\xd8\xff...", "anh.jpg") == {"anh.jpg": b"\xff\xd8\xff..."}
    assert read(zipped([("a.jpg", b"1")]), "anh.jpg") == {"a.jpg": b"1"}


def test_entries_are_read_one_at_a_time():
    big = picture(size=(2000, 2000), kind="BMP")
    data = zipped([(f"{number}.bmp", big) for number in range(8)])
    file = io.BytesIO(data)

    with at_most(4 * len(big)), open_archive(file) as archive:
        for one in pictures_in(archive):
            assert len(one.read()) == len(big)
