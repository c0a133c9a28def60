"""Pictures on the sheets of a workbook, and the rows they stand on."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor, TwoCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

from catalog_import.photos.files import opened
from catalog_import.photos.problems import LeftOut
from catalog_import.problems import Refused
from tests.catalog_import.photos.pictures import (
    picture,
    workbook,
    workbook_in_cells,
    workbook_of_wps,
)

EMU_A_POINT = 12_700
SHEET = "xl/worksheets/sheet1.xml"
RICH = "xl/richData/"


def found_in(data):
    """(path, row) of every picture, or its problem instead of the row."""
    result = []
    with opened(io.BytesIO(data), "ds.xlsx") as (pictures, _archive):
        for one in pictures:
            try:
                one.read()
                result.append((one.path, one.anchor.row if one.anchor else None))
            except LeftOut as left_out:
                result.append((one.path, left_out.code))
    return result


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data, part, content=None, *, replace=None):
    """The workbook with one part written anew, or left away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        names = [*source.namelist(), *([part] if part not in source.namelist() else [])]
        for name in names:
            if name != part:
                target.writestr(name, source.read(name))
            elif replace:
                target.writestr(name, source.read(name).replace(*replace))
            elif content is not None:
                target.writestr(name, content)
    return out.getvalue()


def test_pictures_of_several_sheets_from_top_to_bottom():
    book = Workbook()
    for title, cells in (("Thực phẩm", ("B9", "B2")), ("Đồ uống", ("A3",))):
        sheet = book.create_sheet(title)
        for cell in cells:
            sheet.add_image(SheetImage(io.BytesIO(picture(mark=cell))), cell)

    assert found_in(saved(book)) == [
        ("Thực phẩm!2/image2.jpeg", 2), ("Thực phẩm!9/image1.jpeg", 9),
        ("Đồ uống!3/image3.jpeg", 3),
    ]  # fmt: skip


def placed(*, row, offset, last, height=60.0):
    """A picture that begins so many points below the top of a row (from 1) and ends on another."""
    book = Workbook()
    book.active.row_dimensions[row].height = height
    image = SheetImage(io.BytesIO(picture()))
    begin = AnchorMarker(col=1, row=row - 1, rowOff=int(offset * EMU_A_POINT))
    image.anchor = TwoCellAnchor(_from=begin, to=AnchorMarker(col=2, row=last - 1, rowOff=99_000))
    book.active.add_image(image)
    return saved(book)


@pytest.mark.parametrize(
    ("where", "row"),
    [
        ({"row": 5, "offset": 2, "last": 5}, 5),
        ({"row": 5, "offset": 2, "last": 9}, 5),
        ({"row": 5, "offset": 58, "last": 6}, 6),
        ({"row": 5, "offset": 58, "last": 5}, 5),
        ({"row": 5, "offset": 12, "last": 6, "height": 15.0}, 6),
    ],
)
def test_the_row_a_picture_was_meant_for(where, row):
    assert found_in(placed(**where)) == [(f"Sheet!{row}/image1.jpeg", row)]


def test_a_picture_with_one_corner_stands_at_it():
    book = Workbook()
    image = SheetImage(io.BytesIO(picture()))
    image.anchor = OneCellAnchor(
        _from=AnchorMarker(col=0, row=7), ext=XDRPositiveSize2D(100_000, 100_000)
    )
    book.active.add_image(image)

    assert found_in(saved(book)) == [("Sheet!8/image1.jpeg", 8)]


@pytest.mark.parametrize("part", ["xl/cellimages.xml", "xl/richData/richValueRel.xml"])
def test_pictures_inside_cells_are_named(part):
    data = changed(workbook([["a"]], [("B1", picture())]), part, b"<x/>")

    assert found_in(data) == [
        ("Danh sách!1/image1.jpeg", 1), (part.rpartition("/")[2], "in-cell"),
    ]  # fmt: skip


RED, BLUE = picture("red"), picture("blue")
ROWS = [["Tên sản phẩm", "Ảnh"], ["Mật ong", None], ["Chè", None], ["Gạo", None]]


@pytest.mark.parametrize("make", [workbook_in_cells, workbook_of_wps])
def test_pictures_inside_cells_stand_on_the_row_of_their_cell(make):
    data = make(ROWS, [("B2", RED), ("B4", BLUE)])

    with opened(io.BytesIO(data), "ds.xlsx") as (pictures, _archive):
        found = [(one.anchor.row, one.read()) for one in pictures]

    assert found == [(2, RED), (4, BLUE)]


def test_one_picture_in_many_cells_and_a_floating_one_beside_it():
    data = workbook_in_cells(ROWS, [("B3", RED)])
    again = changed(data, SHEET, replace=(b'<c r="A2"', b'<c r="A2" vm="1"'))

    assert [row for _path, row in found_in(again)] == [2, 3]


@pytest.mark.parametrize(
    ("part", "replace", "seen"),
    [
        (RICH + "rdrichvalue.xml", (b"<v>0</v>", b"<v>7</v>"), ["linked"]),
        (RICH + "rdrichvaluestructure.xml", (b"_localImage", b"_webimage"), ["linked"]),
        (RICH + "_rels/richValueRel.xml.rels", (b'"../media/', b'"../../../etc/'), ["linked"]),
        (RICH + "rdrichvaluestructure.xml", (b"_localImage", b"_entity"), ["in-cell"]),
        ("xl/metadata.xml", (b'v="0"', b'v="99999999999"'), ["in-cell"]),
        ("xl/metadata.xml", (b"<metadata>", b'<!DOCTYPE x [<!ENTITY a "b">]><metadata>'),
         ["in-cell"]),
        (RICH + "rdrichvalue.xml", (b"<rvData", b"<" + b"x" * 9_000_000), ["in-cell"]),
        ("xl/worksheets/sheet1.xml", (b'vm="1"', b'vm="9999999"'), ["in-cell"]),
    ],
)  # fmt: skip
def test_a_chain_that_leads_nowhere_costs_that_picture_alone(part, replace, seen):
    data = changed(workbook_in_cells(ROWS, [("B2", RED)]), part, replace=replace)

    assert [code for _path, code in found_in(data)] == seen


def test_a_picture_that_is_not_in_the_file_is_named():
    data = changed(workbook([["a"]], [("B1", picture())]), "xl/media/image1.jpeg")

    assert found_in(data) == [("Danh sách!1/image1.jpeg", "linked")]


def test_a_picture_elsewhere_is_never_fetched():
    rels = "xl/drawings/_rels/drawing1.xml.rels"
    data = workbook([["a"]], [("B1", picture())])
    outside = changed(
        data, rels,
        replace=(b'Target="/xl/media/image1.jpeg"',
                 b'Target="http://evil.example/a.jpg" TargetMode="External"'),
    )  # fmt: skip

    assert [code for _path, code in found_in(outside)] == ["linked"]


DRAWING = "xl/drawings/drawing1.xml"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>
<a>&c;&c;</a>"""


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        (DRAWING, BOMB, "workbook-damaged"),
        (DRAWING, b"<not closed", "workbook-damaged"),
        (DRAWING, None, "workbook-damaged"),
        (DRAWING, b"<a>" + b" " * 9_000_000 + b"</a>", "workbook-too-big"),
        ("xl/workbook.xml", b"\xff\xfe\x00", "workbook-damaged"),
        ("xl/_rels/workbook.xml.rels", BOMB, "workbook-damaged"),
    ],
)
def test_a_hostile_part_is_refused(part, content, code):
    with pytest.raises(Refused) as refused:
        found_in(changed(workbook([["a"]], [("B1", picture())]), part, content))

    assert refused.value.code == code
