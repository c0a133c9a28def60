"""Pictures, archives and workbooks as people and attackers send them."""

import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image, ImageDraw, PngImagePlugin

GPS = 0x8825
ORIENTATION = 0x0112


def picture(colour="green", *, size=(400, 300), kind="JPEG", mode="RGB", mark="", **saved):
    """A picture of one colour, with a word on it so that two of a colour differ."""
    image = Image.new(mode, size, colour)
    if mark:
        ImageDraw.Draw(image).text((20, 20), mark, fill="white")
    out = io.BytesIO()
    image.save(out, kind, **saved)
    return out.getvalue()


def located(*, orientation=1, colour="green"):
    """A photograph that tells where it was taken, by whom and when, in every way there is."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "Máy Ảnh Ví Dụ"
    exif[GPS] = {1: "N", 2: (22.0, 44.0, 12.0), 3: "E", 4: (104.0, 58.0, 30.0)}
    image = Image.new("RGB", (400, 200), colour)
    ImageDraw.Draw(image).rectangle((0, 0, 100, 199), fill="red")  # the left edge
    out = io.BytesIO()
    image.save(
        out, "JPEG", exif=exif, comment=b"nha ong Vi Du", quality=95,
        xmp=b'<x:xmpmeta xmlns:x="adobe:ns:meta/">104,58E</x:xmpmeta>',
    )  # fmt: skip
    data = out.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0dHoang Su Phi\x00"
    segment = b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc
    return data[:2] + segment + data[2:]


def texted_png():
    """A PNG with words in it."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "22,7N")
    return picture(kind="PNG", pnginfo=info)


def animated(kind="GIF"):
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def two_in_one():
    """What some telephones write: a JPEG with a second one behind it (MPO)."""
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "MPO", save_all=True, append_images=frames[1:])
    return out.getvalue()


def heic():
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 200


def zipped(files, *, compression=zipfile.ZIP_STORED):
    """A zip of (name, bytes); a ZipInfo may stand for a name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def workbook(rows, pictures, *, sheet="Danh sách"):
    """A workbook of rows; ``pictures`` are (cell, bytes)."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    for cell, data in pictures:
        page.add_image(SheetImage(io.BytesIO(data)), cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RICH = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"


def workbook_in_cells(rows, cells, *, sheet="Danh sách"):
    """A workbook of rows with pictures placed in cells as Excel 365 does; ``cells`` are
    (cell, bytes)."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    for cell, _data in cells:
        page[cell] = "#VALUE!"
    out = io.BytesIO()
    book.save(out)
    parts = unzipped(out.getvalue())
    lines = parts["xl/worksheets/sheet1.xml"].decode()
    for number, (cell, _data) in enumerate(cells, start=1):
        lines = re.sub(rf'<c r="{cell}"', rf'\g<0> vm="{number}"', lines)
    parts["xl/worksheets/sheet1.xml"] = lines
    places = range(len(cells))
    # the lists stand in reverse order: only the chain of numbers leads from a cell to its picture
    parts |= {
        "xl/metadata.xml": '<metadata><metadataTypes count="2"><metadataType name="OTHER"/>'
        '<metadataType name="XLRICHVALUE"/></metadataTypes><futureMetadata name="XLRICHVALUE">'
        + "".join(f'<bk><extLst><ext><r:rvb xmlns:r="{_RICH}" i="{n}"/></ext></extLst></bk>'
                  for n in reversed(places))
        + "</futureMetadata><valueMetadata>"
        + "".join(f'<bk><rc t="2" v="{n}"/></bk>' for n in reversed(places))
        + "</valueMetadata></metadata>",
        "xl/richData/rdrichvaluestructure.xml": f'<rvStructures xmlns="{_RICH}"><s t="_error">'
        '<k n="errorType" t="i"/></s><s t="_localImage"><k n="CalcOrigin" t="i"/>'
        '<k n="_rvRel:LocalImageIdentifier" t="i"/></s></rvStructures>',
        "xl/richData/rdrichvalue.xml": f'<rvData xmlns="{_RICH}">'
        + "".join(f'<rv s="1"><v>5</v><v>{n}</v></rv>' for n in reversed(places))
        + "</rvData>",
        "xl/richData/richValueRel.xml": f'<richValueRels xmlns:r="{_OFFICE}">'
        + "".join(f'<rel r:id="rId{n}"/>' for n in places)
        + "</richValueRels>",
        "xl/richData/_rels/richValueRel.xml.rels": "<Relationships>"
        + "".join(f'<Relationship Id="rId{n}" Type="{_OFFICE}/image" '
                  f'Target="../media/image{len(cells) - n}.jpeg"/>' for n in places)
        + "</Relationships>",
    }  # fmt: skip
    for number, (_cell, data) in enumerate(cells, start=1):
        parts[f"xl/media/image{number}.jpeg"] = data
    return zipped(parts.items())


def workbook_of_wps(rows, cells):
    """The same as WPS does it: a formula names a picture of a list."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for number, (cell, _data) in enumerate(cells):
        book.active[cell] = f'=_xlfn.DISPIMG("ID_{number}",1)'
    out = io.BytesIO()
    book.save(out)
    parts = unzipped(out.getvalue())
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    parts["xl/cellimages.xml"] = (
        f'<cellImages xmlns:a="{drawing}/main" xmlns:r="{_OFFICE}">'
        + "".join(f'<cellImage><pic><nvPicPr><cNvPr id="2" name="ID_{n}"/></nvPicPr><blipFill>'
                  f'<a:blip r:embed="rId{n}"/></blipFill></pic></cellImage>'
                  for n in range(len(cells)))
        + "</cellImages>"
    )  # fmt: skip
    parts["xl/_rels/cellimages.xml.rels"] = (
        "<Relationships>"
        + "".join(f'<Relationship Id="rId{n}" Type="{_OFFICE}/image" Target="media/{n}.jpeg"/>'
                  for n in range(len(cells)))
        + "</Relationships>"
    )  # fmt: skip
    for number, (_cell, data) in enumerate(cells):
        parts[f"xl/media/{number}.jpeg"] = data
    return zipped(parts.items())


def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
