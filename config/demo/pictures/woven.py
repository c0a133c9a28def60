"""Bamboo, cloth and thread: baskets, trays, runners, brocade."""

import math

from config.demo.pictures.backdrop import contact_shadow
from config.demo.pictures.colours import Colour, darker, lighter, mix, rgb
from config.demo.pictures.engine import Outline, Scene, linear, veil
from config.demo.pictures.shapes import arc, band, box, ellipse, lathe, path
from config.demo.pictures.vessels import round_paint

BAMBOO = rgb("d3a963")


def basket(
    scene: Scene, x: float, base: float, width: float, height: float, *,
    colour: Colour = BAMBOO, handle: bool = False, flare: float = 0.82, tilt: float = 0.18,
    second: Colour | None = None,
) -> float:  # fmt: skip
    """A woven basket; gives back the height of its rim. ``basket_rim`` closes it over its load."""
    r, top = width / 2, base - height
    contact_shadow(scene, x, base, width * 0.95)
    if handle:
        bow = arc(x, top + 6, r * 0.92, height * 0.95, 180, 360)
        scene.line(
            bow,
            width * 0.05,
            linear(0, darker(colour, 0.25), lighter(colour, 0.3), darker(colour, 0.3)),
        )
    outline = lathe(x, [(r, top), (r * flare, base)], tilt=tilt, soft=False)
    scene.fill(outline, darker(colour, 0.5))
    with scene.within(outline):
        rows, columns = max(int(height / 26), 4), max(int(width / 24), 10)
        step = height / rows
        for parity in (0, 1):
            bricks: list[Outline] = []
            for row in range(rows + 2):
                share = min(row / rows, 1)
                rr = r * (1 + (flare - 1) * share)
                for column in range(columns):
                    if (row + column) % 2 != parity:
                        continue
                    a = math.pi * column / columns
                    b = math.pi * (column + 1.35) / columns
                    x1, x2 = x - rr * math.cos(a), x - rr * math.cos(min(b, math.pi))
                    sag = rr * tilt * math.sin((a + b) / 2)
                    y = top + row * step + sag
                    bricks.append(box(x1, y - step * 0.5, x2, y + step * 0.42, step * 0.3))
            tone = colour if parity == 0 or second is None else second
            tone = tone if parity == 0 else darker(tone, 0.1)
            scene.fill_all(bricks, round_paint(tone, depth=0.9))
        scene.fill(box(x - r, top, x + r, base + r), veil(90, darker(colour, 0.7), 0.0, 0.0, 0.34))
    scene.fill(ellipse(x, top, r, r * tilt), darker(colour, 0.3))
    scene.fill(
        ellipse(x, top + 3, r * 0.94, r * tilt * 0.92),
        linear(0, darker(colour, 0.66), darker(colour, 0.42)),
    )
    return top


def basket_rim(
    scene: Scene, x: float, top: float, width: float, *, colour: Colour = BAMBOO, tilt: float = 0.18
) -> None:
    """The near half of the rim, painted over what lies in the basket."""
    r = width / 2
    thick = width * 0.04
    scene.line(
        arc(x, top, r, r * tilt, 0, 180, 40),
        thick,
        linear(0, darker(colour, 0.2), lighter(colour, 0.4), darker(colour, 0.22)),
    )
    ties = []
    for i in range(17):
        a = math.pi * (i + 0.5) / 17
        px, py = x - r * math.cos(a), top + r * tilt * math.sin(a)
        ties.append(
            [
                (px - 4, py - thick * 0.6),
                (px + 2, py - thick * 0.6),
                (px + 5, py + thick * 0.6),
                (px - 1, py + thick * 0.6),
            ]
        )
    scene.fill_all(ties, darker(colour, 0.42), opacity=0.7)


def tray(
    scene: Scene, x: float, y: float, width: float, *, colour: Colour = BAMBOO, tilt: float = 0.34
) -> None:
    """A round winnowing tray (mẹt) lying on the table; (x, y) is its middle."""
    r = width / 2
    contact_shadow(scene, x, y + r * tilt * 0.95, width * 0.96, 0.14)
    scene.fill(ellipse(x, y + 14, r, r * tilt), darker(colour, 0.42))
    scene.fill(
        ellipse(x, y, r, r * tilt), linear(20, lighter(colour, 0.4), colour, darker(colour, 0.25))
    )
    inside = ellipse(x, y + 4, r * 0.92, r * 0.92 * tilt)
    scene.fill(inside, linear(20, darker(colour, 0.34), darker(colour, 0.1)))
    with scene.within(inside):
        step = width / 26
        slats = [
            [
                (x - r + i * step, y - r),
                (x - r + i * step + step * 0.62, y - r),
                (x - r + i * step + step * 0.62, y + r),
                (x - r + i * step, y + r),
            ]
            for i in range(27)
        ]
        scene.fill_all(slats, linear(0, lighter(colour, 0.34), lighter(colour, 0.08)), opacity=0.85)
        cross = [
            box(
                x - r, y - r * tilt + i * step * tilt, x + r, y - r * tilt + (i + 0.5) * step * tilt
            )
            for i in range(28)
        ]
        scene.fill_all(cross[::2], lighter(colour, 0.5), opacity=0.42)
        scene.fill(inside, veil(70, darker(colour, 0.6), 0.38, 0.0, 0.0))


def cloth(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: Colour,
    *,
    stripe: Colour | None = None,
) -> None:
    """A folded cloth lying under things, seen at a slant."""
    shape = path("-.5,0 .38,-.28 .5,.62 -.34,1", x, y, width, height)
    scene.fill([(px + 10, py + 14) for px, py in shape], rgb("3a2320"), opacity=0.25, blur=14)
    scene.fill(shape, linear(25, lighter(colour, 0.3), colour, darker(colour, 0.12)))
    if stripe:
        with scene.within(shape):
            for share in (0.1, 0.16, 0.84, 0.9):
                a = (x - width * 0.5 + width * 0.16 * share, y + height * share)
                b = (
                    x + width * 0.38 + width * 0.12 * share,
                    y - height * 0.28 + height * 0.9 * share,
                )
                scene.line([a, b], 9, stripe, opacity=0.75)


def brocade(
    scene: Scene,
    shape: Outline,
    left: float,
    top: float,
    width: float,
    height: float,
    ground: Colour,
    colours: tuple[Colour, ...],
) -> None:
    """Bands of woven diamonds, chevrons and crosses inside ``shape``."""
    scene.fill(shape, ground)
    with scene.within(shape):
        band_height = height / 9
        for row in range(10):
            y = top + row * band_height
            tone = colours[row % len(colours)]
            kind = row % 3
            if kind == 0:
                step = band_height * 1.05
                for scale, paint in ((0.5, tone), (0.3, lighter(tone, 0.62)), (0.14, ground)):
                    scene.fill_all(
                        [
                            _diamond(
                                left + (i + 0.5) * step,
                                y + band_height * 0.5,
                                step * scale,
                                band_height * scale,
                            )
                            for i in range(int(width / step) + 2)
                        ],
                        paint,
                    )
            elif kind == 1:
                step = band_height * 0.7
                for shift, paint in ((0.16, tone), (0.5, lighter(tone, 0.45))):
                    zig = [
                        (left + i * step / 2, y + band_height * (shift + 0.26 * (i % 2)))
                        for i in range(int(width / step) * 2 + 4)
                    ]
                    back = [(px, py + band_height * 0.15) for px, py in reversed(zig)]
                    scene.fill([*zig, *back], paint)
            else:
                scene.fill(
                    box(left, y + band_height * 0.12, left + width, y + band_height * 0.3), tone
                )
                scene.fill(
                    box(left, y + band_height * 0.7, left + width, y + band_height * 0.88), tone
                )
                step = band_height * 0.5
                scene.fill_all(
                    [
                        _diamond(
                            left + (i + 0.5) * step,
                            y + band_height * 0.5,
                            step * 0.3,
                            band_height * 0.14,
                        )
                        for i in range(int(width / step) + 2)
                    ],
                    lighter(tone, 0.6),
                )


def _diamond(x: float, y: float, rx: float, ry: float) -> list[tuple[float, float]]:
    return path("-1,0 0,-1 1,0 0,1", x, y, rx, ry)


def cloth_roll(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    r: float,
    ground: Colour,
    colours: tuple[Colour, ...],
) -> None:
    """A bolt of brocade lying across the picture."""
    contact_shadow(scene, x, y + r, width, 0.1)
    left, right = x - width / 2, x + width / 2
    shape = [
        (left, y - r),
        (right, y - r),
        *arc(right, y, r * 0.34, r, -90, 90),
        (left, y + r),
        *arc(left, y, r * 0.34, r, 90, 270),
    ]
    brocade(scene, shape, left - r, y - r, width + 2 * r, 2 * r, ground, colours)
    scene.fill(shape, veil(90, (20, 10, 14), 0.3, 0.0, 0.08, 0.55))
    scene.fill(shape, veil(90, (255, 250, 240), 0.0, 0.28, 0.0, 0.0))
    end = ellipse(right, y, r * 0.34, r)
    scene.fill(end, linear(90, lighter(ground, 0.35), ground))
    for i in range(1, 5):
        ring = ellipse(right, y, r * 0.34 * (1 - i * 0.2), r * (1 - i * 0.2))
        scene.line([*ring, ring[0]], 4, mix(ground, colours[i % len(colours)], 0.7))


def lamp(
    scene: Scene, x: float, top: float, width: float, height: float, *, colour: Colour = BAMBOO
) -> None:
    """A hanging lampshade of bamboo strips, lit."""
    r = width / 2
    scene.line([(x, 0), (x, top)], 5, rgb("4a3a2c"))
    glow_shape = ellipse(x, top + height * 0.6, r * 1.7, r * 1.7)
    scene.fill(glow_shape, rgb("ffe9b0"), opacity=0.35, blur=60)
    profile = path(".16,0 .5,.12 .92,.42 1,.7 .86,1", 0, top, r, height)
    outline = lathe(x, profile, tilt=0.16)
    scene.fill(
        outline,
        linear(
            0,
            darker(colour, 0.3),
            lighter(colour, 0.6),
            lighter(rgb("ffdf92"), 0.3),
            lighter(colour, 0.5),
            darker(colour, 0.32),
        ),
    )
    with scene.within(outline):
        strips = []
        for i in range(25):
            a = math.pi * i / 24
            foot = (x - r * math.cos(a), top + height + r * 0.2)
            head = (x - r * 0.16 * math.cos(a), top)
            mid = (x - r * 1.02 * math.cos(a), top + height * 0.55)
            strips.append(
                [
                    (head[0] - 2, head[1]),
                    (mid[0] - 5, mid[1]),
                    (foot[0] - 4, foot[1]),
                    (foot[0] + 4, foot[1]),
                    (mid[0] + 5, mid[1]),
                    (head[0] + 2, head[1]),
                ]
            )
        scene.fill_all(strips, darker(colour, 0.3), opacity=0.8)
        for share in (0.2, 0.45, 0.72, 0.95):
            y = top + height * share
            scene.fill(
                band(x, (r * 1.05, y), (r * 1.05, y + 7), tilt=0.16),
                darker(colour, 0.4),
                opacity=0.7,
            )
    scene.fill(ellipse(x, top + height, r * 0.86, r * 0.14), rgb("fff3cf"))
