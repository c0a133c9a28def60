"""Pictures, archives and workbooks as people and attackers send them."""

import io
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
