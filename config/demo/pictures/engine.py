"""A small painter on Pillow: antialiased outlines, gradients, soft shadows, clipping.

Outlines are lists of points in picture pixels. Only the mask of a shape is drawn enlarged, and only
where the shape is, so a picture of a hundred shapes takes about a tenth of a second.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from config.demo.pictures.colours import Colour, mix

Point = tuple[float, float]
Outline = Sequence[Point]
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Stop:
    """A colour at a place (0–1) of a gradient; ``alpha`` 0–1."""

    at: float
    colour: Colour
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Linear:
    """Colours along a direction: 0° left to right, 90° top to bottom, over the shape's box."""

    stops: tuple[Stop, ...]
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Radial:
    """Colours outwards from ``centre`` (0–1 of the shape's box); radius 1 is the whole box."""

    stops: tuple[Stop, ...]
    centre: Point = (0.5, 0.5)
    radius: float = 1.0


Paint = Colour | Linear | Radial


def linear(angle: float, *colours: Colour) -> Linear:
    """Evenly spaced colours along ``angle``."""
    last = max(len(colours) - 1, 1)
    return Linear(tuple(Stop(i / last, colour) for i, colour in enumerate(colours)), angle)


def radial(centre: Point, radius: float, *colours: Colour) -> Radial:
    """Evenly spaced colours outwards."""
    last = max(len(colours) - 1, 1)
    return Radial(tuple(Stop(i / last, c) for i, c in enumerate(colours)), centre, radius)


def veil(angle: float, colour: Colour, *alphas: float) -> Linear:
    """One colour whose strength changes along ``angle``: shading laid over a shape."""
    last = max(len(alphas) - 1, 1)
    return Linear(tuple(Stop(i / last, colour, alpha) for i, alpha in enumerate(alphas)), angle)


def glow(centre: Point, radius: float, colour: Colour, strength: float) -> Radial:
    """One colour that fades outwards without a visible edge: a highlight."""
    stops = tuple(Stop(i / 10, colour, strength * (1 - (i / 10) ** 2) ** 2) for i in range(11))
    return Radial(stops, centre, radius)


@cache
def _tables(stops: tuple[Stop, ...]) -> tuple[bytes, list[int] | None]:
    """A gradient as a palette of 256 colours, and their strengths if these vary."""
    palette = bytearray()
    strength: list[int] = []
    for value in range(256):
        at = value / 255
        after = next((i for i, stop in enumerate(stops) if stop.at >= at), len(stops) - 1)
        one, other = stops[max(after - 1, 0)], stops[after]
        span = other.at - one.at
        share = min(max((at - one.at) / span, 0.0), 1.0) if span else 1.0
        share = share * share * (3 - 2 * share) if len(stops) == 2 else share
        palette += bytes(mix(one.colour, other.colour, share))
        strength.append(round(255 * (one.alpha + (other.alpha - one.alpha) * share)))
    varies = any(stop.alpha < 1 for stop in stops)
    return bytes(palette), strength if varies else None


_FONT = Path(__file__).parent.parent / "fonts" / "BeVietnamPro-Bold.ttf"
_RAMP = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90)  # dark left, light right
_RINGS = Image.frombytes(
    "L",
    (256, 256),
    bytes(
        min(round(math.hypot(x - 127.5, y - 127.5) * 2), 255)
        for y in range(256)
        for x in range(256)
    ),
)  # 255 on the inscribed circle; Pillow's own gradient gets there only in the corners


def _ramp(size: tuple[int, int], angle: float) -> Image.Image:
    """Values 0–255 along ``angle`` over a box of ``size``."""
    width, height = size
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    length = abs(width * cos) + abs(height * sin) or 1.0
    a, b = 255 * cos / length, 255 * sin / length
    c = 127.5 - a * width / 2 - b * height / 2
    return _RAMP.transform(
        size, Image.Transform.AFFINE, (a, b, c, 0, 0, 128), Image.Resampling.NEAREST
    )


def _rings(size: tuple[int, int], paint: Radial) -> Image.Image:
    width, height = size
    reach = paint.radius
    a, b = 128 / (width * reach), 128 / (height * reach)
    c, f = 128 - a * width * paint.centre[0], 128 - b * height * paint.centre[1]
    return _RINGS.transform(
        size, Image.Transform.AFFINE, (a, 0, c, 0, b, f), Image.Resampling.NEAREST, fillcolor=255
    )


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size)


class Scene:
    """The picture being painted."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width, height), ground)
        self._clip: Image.Image | None = None

    def fill(
        self, outline: Outline, paint: Paint, *, opacity: float = 1.0, blur: float = 0.0
    ) -> None:
        """Paint inside an outline; ``blur`` softens its edge by that many pixels."""
        box = self._box(outline, blur)
        if box is None:
            return
        mask = self._soft_mask(outline, box, blur) if blur > 1 else self._mask(outline, box)
        self._lay(paint, mask, box, opacity)

    def fill_all(self, outlines: Sequence[Outline], paint: Paint, *, opacity: float = 1.0) -> None:
        """Many outlines with one paint spread over all of them: far cheaper than one by one."""
        box = self._box([point for outline in outlines for point in outline], 0)
        if box is None:
            return
        factor = 3 if (box[2] - box[0]) * (box[3] - box[1]) < 300_000 else 2
        mask = Image.new("L", ((box[2] - box[0]) * factor, (box[3] - box[1]) * factor))
        draw = ImageDraw.Draw(mask)
        for outline in outlines:
            draw.polygon(
                [((x - box[0]) * factor, (y - box[1]) * factor) for x, y in outline], fill=255
            )
        self._lay(paint, mask.reduce(factor), box, opacity)

    def write(
        self, text: str, x: float, y: float, size: float, colour: Colour, *, width: float = 0
    ) -> None:
        """Text centred on (x, y); made smaller until it is no wider than ``width``."""
        font = _font(round(size))
        if width and (wide := font.getlength(text)) > width:
            font = _font(max(round(size * width / wide), 8))
        left, top, right, bottom = font.getbbox(text, anchor="mm")
        box = (
            math.floor(x + left) - 2, math.floor(y + top) - 2,
            math.ceil(x + right) + 2, math.ceil(y + bottom) + 2,
        )  # fmt: skip
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        ImageDraw.Draw(mask).text((x - box[0], y - box[1]), text, 255, font, anchor="mm")
        self.image.paste(colour, box, self._clipped(mask, box))

    def line(
        self, points: Outline, width: float, paint: Paint, *, opacity: float = 1.0, blur: float = 0
    ) -> None:
        """A stroke with round ends through ``points``."""
        box = self._box(points, width / 2 + 1 + 3 * blur)
        if box is None:
            return
        factor = 3
        mask = Image.new("L", ((box[2] - box[0]) * factor, (box[3] - box[1]) * factor))
        draw = ImageDraw.Draw(mask)
        scaled = [((x - box[0]) * factor, (y - box[1]) * factor) for x, y in points]
        stroke, end = max(round(width * factor), 1), width * factor / 2
        draw.line(scaled, fill=255, width=stroke, joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            draw.ellipse((x - end, y - end, x + end, y + end), fill=255)
        mask = mask.reduce(factor)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur))
        self._lay(paint, mask, box, opacity)

    def stamp(self, picture: Image.Image, left: int, top: int) -> None:
        """Lay an RGBA picture on the scene."""
        box = (left, top, left + picture.width, top + picture.height)
        mask = self._clipped(picture.getchannel("A"), box)
        self.image.paste(picture.convert("RGB"), (left, top), mask)

    @contextmanager
    def within(self, outline: Outline) -> Iterator[None]:
        """Keep what is painted inside the block to the inside of ``outline``."""
        before = self._clip
        clip = Image.new("L", (self.width, self.height))
        if box := self._box(outline, 0):
            clip.paste(self._mask(outline, box), box[:2])
        self._clip = ImageChops.multiply(clip, before) if before else clip
        try:
            yield
        finally:
            self._clip = before

    def _box(self, points: Outline, margin: float) -> Box | None:
        grow = 2.5 * margin + 1
        xs, ys = zip(*points, strict=True)
        left = max(math.floor(min(xs) - grow), 0)
        top = max(math.floor(min(ys) - grow), 0)
        right = min(math.ceil(max(xs) + grow), self.width)
        bottom = min(math.ceil(max(ys) + grow), self.height)
        return (left, top, right, bottom) if left < right and top < bottom else None

    @staticmethod
    def _mask(outline: Outline, box: Box) -> Image.Image:
        width, height = box[2] - box[0], box[3] - box[1]
        factor = 3 if width * height < 300_000 else 2
        mask = Image.new("L", (width * factor, height * factor))
        scaled = [((x - box[0]) * factor, (y - box[1]) * factor) for x, y in outline]
        ImageDraw.Draw(mask).polygon(scaled, fill=255)
        return mask.reduce(factor)

    @staticmethod
    def _soft_mask(outline: Outline, box: Box, blur: float) -> Image.Image:
        """A blurred mask, made small: nothing sharp is lost."""
        shrink = max(min(int(blur / 3), 8), 1)
        width, height = box[2] - box[0], box[3] - box[1]
        small = Image.new("L", (-(-width // shrink) + 1, -(-height // shrink) + 1))
        scaled = [((x - box[0]) / shrink, (y - box[1]) / shrink) for x, y in outline]
        ImageDraw.Draw(small).polygon(scaled, fill=255)
        small = small.filter(ImageFilter.GaussianBlur(blur / shrink))
        large = small.resize(
            (small.width * shrink, small.height * shrink), Image.Resampling.BICUBIC
        )
        return large.crop((0, 0, width, height))

    def _clipped(self, mask: Image.Image, box: Box) -> Image.Image:
        return ImageChops.multiply(mask, self._clip.crop(box)) if self._clip else mask

    def _lay(self, paint: Paint, mask: Image.Image, box: Box, opacity: float) -> None:
        size = mask.size
        source: Image.Image | Colour
        if isinstance(paint, tuple):
            source = paint
        else:
            values = _ramp(size, paint.angle) if isinstance(paint, Linear) else _rings(size, paint)
            palette, strength = _tables(paint.stops)
            if strength:
                mask = ImageChops.multiply(mask, values.point(strength))
            values.putpalette(palette)
            source = values.convert("RGB")
        if opacity < 1:
            mask = mask.point([round(level * opacity) for level in range(256)])
        self.image.paste(source, box, self._clipped(mask, box))
