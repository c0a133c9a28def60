"""What is kept of a picture: its pixels, upright and small enough, and nothing else."""

import io
import re
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from catalog_import.photos import limits
from catalog_import.photos.apart import PictureProcess
from catalog_import.photos.preparing import prepare
from catalog_import.photos.problems import LeftOut
from tests.catalog_import.photos import pictures


def opened(data):
    return Image.open(io.BytesIO(data))


def refusal(data):
    with pytest.raises(LeftOut) as left_out:
        prepare(data)
    return left_out.value.code


def test_nothing_tells_where_and_by_whom_a_picture_was_taken():
    source = pictures.located()
    assert opened(source).getexif().get_ifd(pictures.GPS)[1] == "N"

    made = prepare(source)

    for data in (made.jpeg, made.small):
        image = opened(data)
        assert dict(image.getexif()) == {}
        assert image.info.keys() == {
            "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
        }  # fmt: skip
        for word in (b"Exif", b"xmpmeta", b"8BIM", b"nha ong", b"Hoang", b"104,58"):
            assert word not in data


def test_words_in_a_png_are_gone():
    assert b"22,7N" not in prepare(pictures.texted_png()).jpeg


#: Orientation → the corner that the red left edge touches besides its neighbour: what is red then
RED_EDGE = {
    1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom",
}  # fmt: skip


@pytest.mark.parametrize("orientation", sorted(RED_EDGE))
def test_a_picture_stands_upright(orientation):
    image = opened(prepare(pictures.located(orientation=orientation)).jpeg)

    middle = {
        "left": (10, image.height // 2), "right": (image.width - 10, image.height // 2),
        "top": (image.width // 2, 10), "bottom": (image.width // 2, image.height - 10),
    }  # fmt: skip
    red = {side for side, at in middle.items() if image.getpixel(at)[0] > 200}
    assert red >= {RED_EDGE[orientation]}
    assert len(red) == 1 or orientation in (1, 2, 3, 4)
    assert image.size == ((400, 200) if orientation < 5 else (200, 400))


def test_a_broken_orientation_is_no_reason_to_refuse():
    source = bytearray(pictures.located(orientation=6))
    at = source.index(b"Exif\0\0") + 6
    source[at : at + 8] = b"\xff" * 8

    assert (prepare(bytes(source)).width, prepare(bytes(source)).height) == (400, 200)


@pytest.mark.parametrize(
    ("size", "kept"),
    [((400, 300), (400, 300)), ((4000, 3000), (1600, 1200)), ((900, 3200), (450, 1600))],
)
def test_a_large_picture_is_made_smaller_and_a_small_one_is_not_blown_up(size, kept):
    made = prepare(pictures.picture(size=size))

    assert (made.width, made.height) == kept == opened(made.jpeg).size
    assert max(opened(made.small).size) == limits.SMALL_SIDE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP"])
def test_every_kind_becomes_jpeg(kind):
    made = prepare(pictures.picture("green", kind=kind))

    assert opened(made.jpeg).format == "JPEG"
    red, green, blue = opened(made.jpeg).getpixel((200, 150))
    assert (red < 20, 110 < green < 146, blue < 20) == (True, True, True)


@pytest.mark.parametrize(
    "data",
    [
        pictures.picture((0, 128, 0, 0), mode="RGBA", kind="PNG"),
        pictures.picture((90, 0), mode="LA", kind="PNG"),
        pictures.picture(0, mode="P", kind="PNG", transparency=0),
    ],
)
def test_what_is_transparent_becomes_white(data):
    assert opened(prepare(data).jpeg).getpixel((200, 150)) == (255, 255, 255)


def test_a_picture_of_a_telephone_with_two_in_one_is_its_first():
    assert opened(prepare(pictures.two_in_one()).jpeg).getpixel((9, 9))[0] > 200


def test_colours_of_another_profile_are_converted():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    assert prepare(pictures.picture(icc_profile=lab)).width == 400
    assert prepare(pictures.picture(icc_profile=b"no profile at all")).width == 400


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Kinh gui quy vi", "not-a-picture"),
        (b"%PDF-1.7 ...", "not-a-picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not-a-picture"),
        (b"", "not-a-picture"),
        (pictures.picture(kind="TIFF"), "not-a-picture"),
        (pictures.heic(), "heic"),
        (pictures.zipped([("a.jpg", b"x")]), "nested"),
        (b"Rar!\x1a\x07\x00", "nested"),
        (pictures.picture((0, 0, 0, 0), mode="CMYK"), "cmyk"),
        (pictures.picture(40_000, mode="I;16", kind="PNG"), "deep-colours"),
        (pictures.animated("GIF"), "animated"),
        (pictures.animated("WEBP"), "animated"),
        (pictures.animated("PNG"), "animated"),
        (pictures.picture(size=(3000, 2000), mark="x")[:-9000], "truncated"),
        (pictures.picture()[:30], "damaged"),
        (b"\xff\xd8\xff" + b"\0" * 5000, "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "damaged"),
        (b"RIFF\0\0\0\0WEBP" + b"\1" * 500, "damaged"),
        (b"\0\0\0\x1cftypavif" + b"\1" * 500, "damaged"),
        (b"GIF89a" + b"\xff" * 500, "damaged"),
        (b"BM" + b"\xff" * 500, "damaged"),
        (pictures.picture(size=(900, 159)), "too-small"),
    ],
)
def test_what_cannot_be_shown_is_left_out_and_says_why(data, code):
    assert refusal(data) == code


def bomb(width, height):
    """A PNG that claims to be huge; its header is all there is to it."""
    source = bytearray(pictures.picture(size=(300, 300), kind="PNG"))
    at = source.index(b"IHDR") + 4
    source[at : at + 8] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    source[at + 13 : at + 17] = zlib.crc32(bytes(source[at - 4 : at + 13])).to_bytes(4, "big")
    return bytes(source)


def test_a_picture_that_claims_too_many_points_is_not_opened():
    with pytest.raises(LeftOut) as left_out:
        prepare(bomb(100_000, 100_000))

    assert (left_out.value.code, left_out.value.params) == (
        "too-many-pixels", {"width": 100_000, "height": 100_000, "most": 16},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("size", "kind", "saved"),
    [
        ((7000, 5000), "JPEG", {"progressive": True}),
        ((4100, 4000), "PNG", {"compress_level": 1}),
        ((4000, 2100), "WEBP", {"method": 0}),
        ((4000, 2100), "AVIF", {"speed": 10}),
    ],
)
def test_what_lies_in_memory_whole_may_be_less(size, kind, saved):
    assert refusal(pictures.picture(size=size, kind=kind, **saved)) == "too-many-pixels"


def test_a_large_photograph_takes_little_memory():
    with PictureProcess() as process:
        made = process.prepare(pictures.picture(size=(8160, 6120)))
        status = Path(f"/proc/{process._process.pid}/status").read_text("utf-8")

    assert (made.width, made.height) == (1600, 1200)
    assert int(re.search(r"VmHWM:\s+(\d+)", status)[1]) < 200_000


def test_pictures_are_opened_in_a_process_that_outlives_the_bad_ones():
    with PictureProcess() as process:
        first = process.prepare(pictures.picture("red"))
        codes = []
        for bad in (b"x", bomb(100_000, 100_000), pictures.heic(), pictures.picture()[:-400]):
            with pytest.raises(LeftOut) as left_out:
                process.prepare(bad)
            codes.append(left_out.value.code)
        again = process.prepare(pictures.picture("red"))

    assert codes == ["not-a-picture", "too-many-pixels", "heic", "truncated"]
    assert first == again == prepare(pictures.picture("red"))


def test_a_process_that_is_killed_costs_one_picture():
    with PictureProcess() as process:
        process.prepare(pictures.picture())
        process._process.kill()
        with pytest.raises(LeftOut) as left_out:
            process.prepare(pictures.picture())
        made = process.prepare(pictures.picture())

    assert (left_out.value.code, made.width) == ("damaged", 400)
