"""Drums, embroidery, incense, hats, silk and carved wood."""

import math
import random

from config.demo.pictures.backdrop import contact_shadow
from config.demo.pictures.colours import Colour, darker, lighter, mix, rgb
from config.demo.pictures.engine import Outline, Scene, linear, radial, veil
from config.demo.pictures.flowers import daisy, lotus
from config.demo.pictures.shapes import arc, band, box, curve, ellipse, leaf, path, smooth
from config.demo.pictures.vessels import opening, round_paint, turned_body


def drum(
    scene: Scene, x: float, base: float, width: float, height: float, colour: Colour = rgb("a6332a")
) -> None:
    """A barrel drum standing, its skin on top."""
    r, top = width / 2, base - height
    profile = [
        (r * 0.84, top),
        (r * 0.98, top + height * 0.3),
        (r, top + height * 0.5),
        (r * 0.97, top + height * 0.72),
        (r * 0.82, base),
    ]
    outline = turned_body(scene, x, profile, colour, gloss=0.35, tilt=0.22)
    with scene.within(outline):
        for i in range(1, 12):
            a = math.pi * i / 12
            stave = [
                (x - r * 0.84 * math.cos(a), top),
                (x - r * 1.0 * math.cos(a), top + height * 0.5),
                (x - r * 0.82 * math.cos(a), base + r * 0.2),
            ]
            scene.line(smooth(stave, closed=False), 3, darker(colour, 0.5), opacity=0.5)
        for share in (0.16, 0.86):
            y = top + height * share
            scene.fill(
                band(x, (r * 1.02, y), (r * 1.02, y + height * 0.05), tilt=0.22),
                round_paint(rgb("d8a83f")),
            )
    skin = rgb("ead7ae")
    scene.fill(ellipse(x, top, r * 0.86, r * 0.2), linear(0, darker(skin, 0.35), darker(skin, 0.1)))
    scene.fill(
        ellipse(x, top - 6, r * 0.84, r * 0.19),
        radial((0.45, 0.4), 0.6, lighter(skin, 0.5), skin, darker(skin, 0.12)),
    )
    scene.fill(ellipse(x, top - 6, r * 0.3, r * 0.07), darker(skin, 0.2), opacity=0.5)
    nails = [
        ellipse(
            x - r * 0.85 * math.cos(math.pi * (i + 0.5) / 22),
            top + 8 + r * 0.2 * math.sin(math.pi * (i + 0.5) / 22),
            r * 0.025,
            steps=10,
        )
        for i in range(22)
    ]
    scene.fill_all(nails, rgb("e9c463"))


def drumstick(scene: Scene, x: float, y: float, length: float, angle: float) -> None:
    a = math.radians(angle)
    end = (x + length * math.cos(a), y + length * math.sin(a))
    wood = rgb("b98550")
    scene.line(
        [(x + 8, y + 12), (end[0] + 8, end[1] + 12)],
        length * 0.05,
        rgb("3a2320"),
        opacity=0.25,
        blur=6,
    )
    scene.line(
        [(x, y), end], length * 0.05, linear(angle + 90, lighter(wood, 0.4), darker(wood, 0.3))
    )
    scene.fill(
        ellipse(x, y, length * 0.07),
        radial((0.35, 0.3), 0.8, lighter(wood, 0.4), wood, darker(wood, 0.3)),
    )


def hoop(scene: Scene, rng: random.Random, x: float, y: float, r: float, linen: Colour) -> None:
    """An embroidery hoop with a lotus being stitched."""
    wood = rgb("c79a5e")
    scene.fill(ellipse(x + 16, y + 26, r * 1.05), rgb("3a2320"), opacity=0.3, blur=20)
    scene.fill(ellipse(x, y, r * 1.06), linear(45, lighter(wood, 0.4), wood, darker(wood, 0.3)))
    inside = ellipse(x, y, r * 0.96)
    scene.fill(inside, linear(40, lighter(linen, 0.35), linen, darker(linen, 0.08)))
    with scene.within(inside):
        lotus(scene, x - r * 0.05, y + r * 0.26, r * 1.25)
        for side in (-1, 1):
            scene.line(
                curve(
                    (x - r * 0.05, y + r * 0.34),
                    (x + side * r * 0.12, y + r * 0.6),
                    (x + side * r * 0.2, y + r),
                ),
                r * 0.03,
                rgb("4f7d4a"),
            )
        for px, py, a in ((-0.5, 0.6, 200), (0.5, 0.62, -20), (-0.62, -0.3, 230)):
            whole, half, _ = leaf(x + px * r, y + py * r, r * 0.36, r * 0.16, a)
            scene.fill(whole, rgb("6a9a5a"))
            scene.fill(half, rgb("4a7a45"))
        threads: list[Outline] = []
        for _ in range(90):
            px, py = x + rng.uniform(-0.7, 0.7) * r, y + rng.uniform(-0.6, 0.6) * r
            threads.append([(px, py), (px + 9, py + 13), (px + 11, py + 12), (px + 2, py - 1)])
        scene.fill_all(threads, (255, 255, 255), opacity=0.3)
        scene.fill(inside, veil(50, (60, 30, 20), 0.26, 0.0, 0.0, 0.0))
    scene.line(
        [(x + r * 0.2, y + r * 0.1), (x + r * 0.74, y - r * 0.5)],
        7,
        linear(0, (250, 250, 250), (130, 130, 138)),
    )
    scene.line(
        curve((x + r * 0.74, y - r * 0.5), (x + r * 1.2, y - r * 0.7), (x + r * 1.24, y + r * 0.3)),
        4,
        rgb("d8567a"),
    )
    screw = box(x - r * 0.08, y - r * 1.2, x + r * 0.08, y - r * 1.02, 6)
    scene.fill(screw, linear(0, rgb("e9cf8a"), rgb("9a7a3a")))


def incense(
    scene: Scene, x: float, y: float, length: float, count: int, tip: Colour = rgb("b5472f")
) -> None:
    """A fan of incense sticks from one foot."""
    for i in range(count):
        a = math.radians(-90 + (i - (count - 1) / 2) * 7)
        start = (x + 50 * math.cos(a), y + 50 * math.sin(a))
        mid = (x + length * 0.3 * math.cos(a), y + length * 0.3 * math.sin(a))
        end = (x + length * math.cos(a), y + length * math.sin(a))
        scene.line([start, mid], 7, rgb("b23a34"))
        scene.line([mid, end], 15, linear(0, rgb("c79a68"), rgb("8a5f3c")))
        scene.fill(ellipse(*end, 8), tip)


def agarwood(scene: Scene, rng: random.Random, x: float, y: float, size: float) -> None:
    """Chips of dark, resinous wood."""
    for i in range(13):
        px, py = x + (i % 5 - 2) * size * 0.34 + rng.uniform(-10, 10), y - (i // 5) * size * 0.22
        w, h = size * rng.uniform(0.2, 0.3), size * rng.uniform(0.1, 0.16)
        chip = path("-1,.3 -.5,-1 .6,-.8 1,.2 .3,1", px, py, w, h)
        tone = mix(rgb("4a3024"), rgb("9a6a42"), rng.random())
        scene.fill([(a + 6, b + 12) for a, b in chip], rgb("2a1815"), opacity=0.35, blur=7)
        scene.fill(chip, linear(rng.uniform(20, 70), lighter(tone, 0.35), tone, darker(tone, 0.4)))
        for k in (-0.4, 0.1, 0.5):
            scene.line(
                [(px - w * 0.6, py + k * h), (px + w * 0.6, py + k * h - 4)],
                3,
                darker(tone, 0.5),
                opacity=0.6,
            )


def burner(scene: Scene, x: float, base: float, width: float, colour: Colour) -> None:
    """A small incense burner on three feet, smoking."""
    r = width / 2
    for dx in (-0.5, 0.5, 0.0):
        scene.fill(
            smooth(
                [
                    (x + dx * r - 22, base - 60),
                    (x + dx * r + 22, base - 60),
                    (x + dx * r + 12, base),
                    (x + dx * r - 12, base),
                ]
            ),
            darker(colour, 0.25),
        )
    top = base - width * 0.56
    turned_body(
        scene,
        x,
        [(r * 0.86, top), (r, top + width * 0.12), (r * 0.86, base - 66), (r * 0.5, base - 36)],
        colour,
        gloss=0.5,
    )
    opening(scene, x, top, r * 0.86, colour, content=rgb("cfc6ba"), level=0.04)
    smoke = smooth(
        [
            (x, top),
            (x + 46, top - width * 0.4),
            (x - 40, top - width * 0.8),
            (x + 26, top - width * 1.25),
        ],
        closed=False,
    )
    scene.line(smoke, 22, veil(90, (255, 255, 255), 0.0, 0.7, 0.55), blur=13)


def hat(scene: Scene, x: float, y: float, width: float) -> None:
    """A conical palm-leaf hat."""
    r, h = width / 2, width * 0.5
    palm = rgb("ecd9a6")
    contact_shadow(scene, x, y + r * 0.2, width * 0.96, 0.2)
    cone = [
        (x - r, y),
        *curve((x - r, y), (x - r * 0.2, y - h * 0.72), (x, y - h)),
        *curve((x, y - h), (x + r * 0.2, y - h * 0.72), (x + r, y)),
        *arc(x, y, r, r * 0.28, 0, 180),
    ]
    scene.fill(cone, linear(0, darker(palm, 0.12), lighter(palm, 0.5), palm, darker(palm, 0.36)))
    with scene.within(cone):
        for i in range(1, 14):
            rr = r * i / 14
            y0 = y - h + h * i / 14
            scene.line(arc(x, y0, rr, rr * 0.28, 0, 180, 20), 3, darker(palm, 0.4), opacity=0.42)
        for i in range(1, 24):
            a = math.pi * i / 24
            scene.line(
                [(x, y - h), (x - r * math.cos(a), y + r * 0.28 * math.sin(a))],
                2,
                darker(palm, 0.3),
                opacity=0.3,
            )
    scene.line(
        arc(x, y, r, r * 0.28, 0, 180, 40),
        9,
        linear(0, darker(palm, 0.1), lighter(palm, 0.6), darker(palm, 0.3)),
    )


def silk(scene: Scene, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """A scarf falling in soft folds; (x, y) is the middle of its upper edge."""
    left, right = x - width / 2, x + width / 2
    rod = [(left - 60, y + 4), (right + 60, y + 4)]
    hem = smooth(
        [
            (right, y + height),
            (x + width * 0.25, y + height * 1.05),
            (x, y + height * 0.96),
            (x - width * 0.25, y + height * 1.04),
            (left, y + height * 0.94),
        ],
        closed=False,
    )
    shape = [(left, y), (right, y), *hem]
    scene.fill([(px + 16, py + 22) for px, py in shape], rgb("3a2320"), opacity=0.28, blur=20)
    scene.fill(shape, linear(0, lighter(colour, 0.1), colour))
    with scene.within(shape):
        for i in range(9):
            fx = left + width * (i + 0.5) / 9
            sway = 24 if i % 2 else -20
            fold = smooth(
                [
                    (fx, y - 10),
                    (fx + sway, y + height * 0.4),
                    (fx - sway * 0.6, y + height * 0.75),
                    (fx + sway * 0.4, y + height * 1.1),
                ],
                closed=False,
            )
            scene.line(fold, width * 0.05, darker(colour, 0.4), opacity=0.4, blur=9)
            scene.line(
                [(px + width * 0.05, py) for px, py in fold],
                width * 0.028,
                lighter(colour, 0.65),
                opacity=0.5,
                blur=6,
            )
        for i in range(5):
            daisy(
                scene,
                left + width * (0.14 + 0.18 * i),
                y + height * (0.8 - 0.1 * (i % 2)),
                width * 0.07,
                lighter(colour, 0.6),
                petals=10,
                rings=1,
            )
    scene.line(rod, 24, linear(90, rgb("e0bd80"), rgb("a87d45")))
    for knot in (left - 30, x, right + 30):
        scene.line([(knot, y - 8), (knot, y + 16)], 5, rgb("8a6436"), opacity=0.7)
