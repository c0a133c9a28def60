"""Roots, bulbs, spices and mushrooms."""

import math

from config.demo.pictures.backdrop import contact_shadow
from config.demo.pictures.colours import Colour, darker, lighter, rgb
from config.demo.pictures.engine import Scene, linear, radial
from config.demo.pictures.fruit import ball, ball_paint
from config.demo.pictures.glass import shine
from config.demo.pictures.leaves import foliage
from config.demo.pictures.shapes import curve, ellipse, leaf, path, smooth, turned
from config.demo.pictures.vessels import round_paint


def carrot(
    scene: Scene, x: float, y: float, length: float, angle: float, *, colour: Colour = rgb("e77f2b")
) -> None:
    """A carrot whose crown is at (x, y) and whose tip points along ``angle``."""
    w = length * 0.16
    side = path("0,-.7 .1,-1 .55,-.62 1,-.06 1,.06 .55,.62 .1,1 0,.7", 0, 0, length, w)
    shape = turned([(x + px, y + py) for px, py in smooth(side)], (x, y), angle)
    for i in range(6):
        a = math.radians(angle + 180 + (i - 2.5) * 15)
        end = (
            x + length * (0.42 + 0.1 * (i % 3)) * math.cos(a),
            y + length * (0.42 + 0.1 * (i % 3)) * math.sin(a),
        )
        scene.line(
            curve((x, y), ((x + end[0]) / 2 + 8, (y + end[1]) / 2 - 10), end),
            length * 0.018,
            rgb("6f9a4a"),
        )
        fronds = [
            leaf(
                x + (end[0] - x) * t,
                y + (end[1] - y) * t,
                length * 0.13,
                length * 0.04,
                angle + 180 + s + (i - 2.5) * 15,
            )[0]
            for t in (0.5, 0.65, 0.8, 0.95)
            for s in (-45, 45)
        ]
        scene.fill_all(fronds, linear(30, rgb("86b45a"), rgb("4f7d3a")))
    scene.fill([(px + 10, py + 16) for px, py in shape], rgb("3a2320"), opacity=0.25, blur=10)
    scene.fill(shape, linear(angle + 90, lighter(colour, 0.35), colour, darker(colour, 0.3)))
    with scene.within(shape):
        for i in range(7):
            t = 0.1 + i * 0.12
            scene.line(
                turned(
                    [
                        (x + length * t, y - w),
                        (x + length * t + 6, y - w + w * (0.5 + 0.3 * (i % 2))),
                    ],
                    (x, y),
                    angle,
                ),
                4,
                darker(colour, 0.3),
                opacity=0.45,
            )


def garlic(
    scene: Scene,
    x: float,
    y: float,
    r: float,
    *,
    colour: Colour = rgb("f1e8dc"),
    tint: Colour = rgb("b07f9a"),
) -> None:
    """A bulb standing: garlic, or an onion in other colours."""
    contact_shadow(scene, x, y + r * 0.72, r * 1.7)
    outline = smooth(
        path(
            "-.08,-1.3 .1,-1.28 .2,-.85 .85,-.3 1,.22 .6,.72 0,.8 -.6,.72 -1,.22 -.85,-.3 -.2,-.85",
            x,
            y,
            r,
        )
    )
    scene.fill(outline, ball_paint(colour))
    with scene.within(outline):
        for k in (-0.75, -0.42, -0.1, 0.25, 0.58):
            rib = curve(
                (x + k * r * 0.12, y - r * 1.2),
                (x + k * r * 1.6, y - r * 0.1),
                (x + k * r * 0.5, y + r * 0.82),
            )
            scene.line(rib, r * 0.05, tint, opacity=0.4, blur=2)
        scene.fill(
            ellipse(x + r * 0.5, y + r * 0.4, r * 0.6, r * 0.6), tint, opacity=0.18, blur=r * 0.2
        )
    shine(scene, x - r * 0.4, y - r * 0.1, r * 0.24, r * 0.34, 0.6)


def rhizome(
    scene: Scene, x: float, y: float, size: float, colour: Colour, *, flesh: Colour, flip: int = 1
) -> None:
    """A knobbly root lying: ginger, turmeric, galangal; one end is cut."""
    contact_shadow(scene, x, y + size * 0.3, size * 1.9, 0.14)
    lobes = [
        (0.62, -0.3, 0.3, 0.17, -50),
        (-0.2, -0.36, 0.3, 0.17, 65),
        (0.0, 0.0, 0.66, 0.25, -6),
        (0.55, 0.04, 0.42, 0.22, 18),
        (-0.5, 0.08, 0.42, 0.22, -24),
        (0.18, 0.2, 0.32, 0.18, 40),
    ]
    for dx, dy, rx, ry, turn in lobes:
        shape = ellipse(x + flip * dx * size, y + dy * size, rx * size, ry * size, flip * turn)
        scene.fill(shape, ball_paint(colour))
        with scene.within(shape):
            for i in range(5):
                off = (i - 2) * rx * size * 0.36
                a = math.radians(flip * turn)
                px, py = x + flip * dx * size + off * math.cos(a), y + dy * size + off * math.sin(a)
                ring = curve(
                    (px - ry * size * math.sin(a) * -1, py - ry * size * math.cos(a)),
                    (px + 10, py),
                    (px + ry * size * math.sin(a) * -1, py + ry * size * math.cos(a)),
                    8,
                )
                scene.line(ring, 3, darker(colour, 0.35), opacity=0.45)
    cut = ellipse(x - flip * size * 0.86, y + size * 0.24, size * 0.13, size * 0.2, flip * -24)
    scene.fill(cut, radial((0.45, 0.4), 0.6, lighter(flesh, 0.25), flesh, darker(flesh, 0.12)))


def chilli(
    scene: Scene, x: float, y: float, length: float, angle: float, colour: Colour = rgb("cf2f26")
) -> None:
    """A chilli; the stalk is at (x, y)."""
    w = length * 0.1
    top = path("0,-.6 .2,-1 .65,-.9 1,.5 .62,.55 .2,1 0,.6", 0, 0, length, w)
    shape = turned([(x + px, y + py) for px, py in smooth(top)], (x, y), angle)
    scene.fill([(px + 6, py + 12) for px, py in shape], rgb("3a2320"), opacity=0.3, blur=8)
    scene.fill(shape, linear(angle + 90, lighter(colour, 0.35), colour, darker(colour, 0.35)))
    gleam = turned(
        [(x + length * 0.16, y - w * 0.4), (x + length * 0.6, y - w * 0.35)], (x, y), angle
    )
    scene.line(gleam, w * 0.22, (255, 255, 255), opacity=0.55, blur=2)
    stalk = turned(
        [(x + w * 0.3, y), (x - length * 0.1, y - w * 0.4), (x - length * 0.18, y - w)],
        (x, y),
        angle,
    )
    scene.line(stalk, w * 0.4, rgb("6d8a3a"))


def long_root(
    scene: Scene, x: float, y: float, length: float, colour: Colour, *, angle: float = 0
) -> None:
    """Ginseng or kudzu: a forked root with fine hairs."""
    contact_shadow(scene, x, y + length * 0.1, length * 0.9, 0.08)
    for bend, share, width in ((0.18, 1.0, 0.1), (-0.14, 0.8, 0.075), (0.02, 0.9, 0.085)):
        spine = turned(
            curve(
                (x - length * 0.3, y),
                (x + length * 0.1, y + bend * length),
                (x - length * 0.3 + length * share, y + bend * length * 1.6),
            ),
            (x, y),
            angle,
        )
        for i in range(len(spine) - 1):
            w = length * width * (1 - i / len(spine)) + 3
            scene.fill(
                ellipse(*spine[i], w, w, steps=20),
                linear(90, lighter(colour, 0.3), colour, darker(colour, 0.2)),
            )
        for i in range(4, len(spine), 3):
            px, py = spine[i]
            scene.line(
                curve((px, py), (px + 20, py + 16), (px + 26, py + (46 if bend > 0 else -40))),
                3,
                darker(colour, 0.12),
            )
    ball(scene, x - length * 0.34, y, length * 0.13, colour, gloss=0.2)
    for a in (-150, -120, -90):
        foliage(scene, x - length * 0.38, y - length * 0.08, length * 0.32, a, colour=rgb("6a9447"))


def mushroom(
    scene: Scene, x: float, base: float, size: float, cap: Colour, *, stem: Colour = rgb("efe3cf")
) -> None:
    """A mushroom with a round cap."""
    contact_shadow(scene, x, base, size * 0.6)
    r = size / 2
    body = [
        (x - r * 0.26, base - size * 0.55),
        *curve(
            (x - r * 0.26, base - size * 0.55),
            (x - r * 0.2, base - size * 0.2),
            (x - r * 0.34, base),
        ),
        *curve((x - r * 0.34, base), (x, base + r * 0.14), (x + r * 0.34, base)),
        *curve(
            (x + r * 0.34, base),
            (x + r * 0.2, base - size * 0.2),
            (x + r * 0.26, base - size * 0.55),
        ),
    ]
    scene.fill(body, round_paint(stem))
    y = base - size * 0.5
    scene.fill(ellipse(x, y, r * 0.96, r * 0.3), linear(90, darker(stem, 0.35), darker(stem, 0.12)))
    gills = [
        [
            (x + r * 0.2 * math.cos(a), y + r * 0.05 * math.sin(a)),
            (x + r * 0.92 * math.cos(a - 0.03), y + r * 0.28 * math.sin(a - 0.03)),
            (x + r * 0.92 * math.cos(a + 0.03), y + r * 0.28 * math.sin(a + 0.03)),
        ]
        for a in (i * math.pi / 16 for i in range(32))
    ]
    scene.fill_all(gills, lighter(stem, 0.35), opacity=0.5)
    dome = smooth(
        path("-1,.02 -.82,-.5 -.3,-.84 .3,-.84 .82,-.5 1,.02 .55,.1 0,.13 -.55,.1", x, y, r)
    )
    scene.fill(dome, ball_paint(cap))
    shine(scene, x - r * 0.36, y - r * 0.5, r * 0.3, r * 0.16, 0.5)


def star_anise(scene: Scene, x: float, y: float, r: float, turn: float = 0) -> None:
    brown = rgb("8a4f2a")
    for i in range(8):
        whole, half, _ = leaf(x, y, r, r * 0.36, 45 * i + turn)
        scene.fill([(px + 4, py + 7) for px, py in whole], rgb("3a2320"), opacity=0.25, blur=4)
        scene.fill(whole, linear(45, lighter(brown, 0.35), brown))
        scene.fill(half, darker(brown, 0.4), opacity=0.55)
        a = math.radians(45 * i + turn)
        scene.fill(
            ellipse(
                x + r * 0.5 * math.cos(a),
                y + r * 0.5 * math.sin(a),
                r * 0.12,
                r * 0.07,
                45 * i + turn,
            ),
            ball_paint(rgb("c98a4a")),
        )
    scene.fill(ellipse(x, y, r * 0.1), darker(brown, 0.4))


def cinnamon(scene: Scene, x: float, y: float, length: float, r: float, angle: float = 0) -> None:
    """A quill of bark, its curl to the right."""
    brown = rgb("9a5a30")
    bar = turned(path("-.5,-1 .5,-1 .5,1 -.5,1", x, y, length, r), (x, y), angle)
    scene.fill([(px + 8, py + 14) for px, py in bar], rgb("3a2320"), opacity=0.28, blur=9)
    scene.fill(bar, linear(90 + angle, lighter(brown, 0.35), brown, darker(brown, 0.35)))
    for share in (-0.5, 0.05, 0.5):
        scene.line(
            turned(
                [(x - length / 2, y + r * share), (x + length / 2, y + r * share)], (x, y), angle
            ),
            3,
            darker(brown, 0.4),
            opacity=0.5,
        )
    end = turned([(x + length / 2, y)], (x, y), angle)[0]
    scene.fill(ellipse(*end, r * 0.5, r, angle), lighter(brown, 0.3))
    scene.fill(ellipse(*end, r * 0.34, r * 0.74, angle), darker(brown, 0.5))
    scene.fill(ellipse(end[0], end[1] + r * 0.2, r * 0.2, r * 0.4, angle), lighter(brown, 0.15))
