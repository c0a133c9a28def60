"""One picture made fit for the shop: upright, small enough, in sRGB, without a word about where,
when and with what it was taken.

Nothing but the pixels goes on: they are painted onto a fresh canvas, so whatever an EXIF, XMP or
IPTC block, a comment or a colour profile said stays behind. Runs in a process of its own
(``apart``): decoders are native code and the files are anybody's.
"""

import contextlib
import io
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image, ImageCms, UnidentifiedImageError

from catalog_import.photos import limits
from catalog_import.photos.problems import LeftOut
from ocop.file_kinds import ARCHIVES, kind_of

#: Kinds that are opened, and the names Pillow has for their readers
PICTURES: dict[str, tuple[str, ...]] = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "webp": ("WEBP",),
    "avif": ("AVIF",),
    "gif": ("GIF",),
    "bmp": ("BMP",),
}

QUALITY = 86
_SMALL_QUALITY = 72
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
#: Eight bits a channel, of the screen: what can be shown as it was meant
_MODES = frozenset({"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "YCbCr"})
_DEEP = ("I", "F")
_SHRINKING = ("JPEG", "MPO")
_COPYING = ("WEBP", "AVIF")
_PROFILE_BYTES = 4 * 1024 * 1024
_DAMAGED = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError,
    OverflowError, struct.error, zlib.error, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prepared:
    """``jpeg`` is what is kept, ``small`` the same for lists."""

    jpeg: bytes
    small: bytes
    width: int
    height: int


def prepare(data: bytes) -> Prepared:
    """Raises ``LeftOut`` for what is no picture, or none that can be shown."""
    kind = kind_of(data[:64])
    refuse_at_sight(kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # damaged EXIF is thrown away anyhow
            return _prepare(data, PICTURES[kind])
    except UnidentifiedImageError as unknown:
        raise LeftOut("damaged") from unknown
    except _DAMAGED as broken:
        raise LeftOut("truncated" if "truncated" in str(broken) else "damaged") from broken


def refuse_at_sight(kind: str) -> None:
    """Raise ``LeftOut`` for a kind that is not opened at all."""
    if kind in ARCHIVES:
        raise LeftOut("nested")
    if kind == "heic":
        raise LeftOut("heic")
    if kind not in PICTURES:
        raise LeftOut("not-a-picture")


def _prepare(data: bytes, formats: tuple[str, ...]) -> Prepared:
    Image.MAX_IMAGE_PIXELS = None  # our own limit is lower, and speaks first
    with Image.open(io.BytesIO(data), formats=formats) as image:
        _refuse_odd(image)
        if image.format in _SHRINKING:
            image.draft(None, (limits.MOST_SIDE, limits.MOST_SIDE))
        image.load()
        turn = _UPRIGHT.get(_orientation(image))
        profile = image.info.get("icc_profile")
        painted = _painted(image, profile if isinstance(profile, bytes) else b"")
    if turn is not None:
        painted = painted.transpose(turn)
    small = painted.copy()
    small.thumbnail((limits.SMALL_SIDE, limits.SMALL_SIDE), Image.Resampling.LANCZOS)
    return Prepared(
        _jpeg(painted, QUALITY), _jpeg(small, _SMALL_QUALITY), painted.width, painted.height
    )


def _refuse_odd(image: Image.Image) -> None:
    width, height = image.size
    most = _most_pixels(image)
    if width * height > most:
        raise LeftOut("too-many-pixels", width=width, height=height, most=most // 10**6)
    if min(width, height) < limits.LEAST_SIDE:
        raise LeftOut("too-small", width=width, height=height, least=limits.LEAST_SIDE)
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise LeftOut("animated")
    if image.mode == "CMYK":
        raise LeftOut("cmyk")
    if image.mode.startswith(_DEEP):
        raise LeftOut("deep-colours")
    if image.mode not in _MODES:
        raise LeftOut("odd-colours", mode=image.mode)


def _most_pixels(image: Image.Image) -> int:
    if image.format in _COPYING:
        return limits.COPIED_PIXELS
    if image.format not in _SHRINKING:
        return limits.OTHER_PIXELS
    return limits.PROGRESSIVE_PIXELS if image.info.get("progressive") else limits.PIXELS


def _orientation(image: Image.Image) -> int:
    with contextlib.suppress(Exception):  # an EXIF block may be anything
        return int(image.getexif().get(_ORIENTATION, 1))
    return 1


def _painted(image: Image.Image, profile: bytes) -> Image.Image:
    """The pixels on a fresh white canvas, small enough, in sRGB."""
    if image.mode == "P" or (image.mode in ("L", "RGB") and "transparency" in image.info):
        image = image.convert("RGBA")
    elif image.mode not in ("RGB", "RGBA", "LA", "PA", "La", "RGBa"):
        image = image.convert("RGB")
    image.thumbnail((limits.MOST_SIDE, limits.MOST_SIDE), Image.Resampling.LANCZOS)
    canvas = Image.new("RGB", image.size, "white")
    if image.mode == "RGB":
        canvas.paste(image)
    else:
        whole = image.convert("RGBA")
        canvas.paste(whole, mask=whole.getchannel("A"))
    return _in_srgb(canvas, profile)


def _in_srgb(canvas: Image.Image, profile: bytes) -> Image.Image:
    if not profile or len(profile) > _PROFILE_BYTES:
        return canvas
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(canvas, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, *_DAMAGED):
        return canvas  # a damaged profile, or one for grey
    return converted or canvas


def _jpeg(image: Image.Image, quality: int) -> bytes:
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()
