"""Fruit, whole and cut."""

import math
import random
from collections.abc import Callable

from config.demo.pictures.backdrop import contact_shadow
from config.demo.pictures.colours import Colour, darker, lighter, rgb
from config.demo.pictures.engine import Point, Radial, Scene, linear, radial
from config.demo.pictures.glass import shine
from config.demo.pictures.leaves import LEAF, foliage
from config.demo.pictures.shapes import curve, ellipse, path, smooth


def ball_paint(colour: Colour) -> Radial:
    """The shading of a ball lit from the upper left."""
    return radial(
        (0.34, 0.28), 0.86, lighter(colour, 0.5), lighter(colour, 0.12), colour,
        darker(colour, 0.3), darker(colour, 0.42),
    )  # fmt: skip


def ball(
    scene: Scene, x: float, y: float, r: float, colour: Colour, *, ry: float | None = None,
    turn: float = 0, gloss: float = 0.55, ground: bool = False,
) -> list[Point]:  # fmt: skip
    """A round fruit with its middle at (x, y); gives back its outline."""
    outline = ellipse(x, y, r, ry or r, turn)
    if ground:
        contact_shadow(scene, x, y + (ry or r) * 0.88, r * 1.7)
    scene.fill(outline, ball_paint(colour))
    if gloss:
        shine(scene, x - r * 0.34, y - (ry or r) * 0.4, r * 0.3, r * 0.22, gloss)
    return outline


def citrus(
    scene: Scene, x: float, y: float, r: float, colour: Colour, *, leafy: bool = False
) -> None:
    """An orange, tangerine or lime."""
    outline = ball(scene, x, y, r, colour, ry=r * 0.95)
    with scene.within(outline):
        pores = [
            ellipse(
                x + r * 0.94 * math.sqrt(i / 90) * math.cos(i * 2.4),
                y + r * 0.9 * math.sqrt(i / 90) * math.sin(i * 2.4),
                r * 0.014,
                steps=6,
            )
            for i in range(90)
        ]
        scene.fill_all(pores, darker(colour, 0.4), opacity=0.28)
    scene.fill(ellipse(x + r * 0.06, y - r * 0.74, r * 0.09, r * 0.05), darker(LEAF, 0.2))
    if leafy:
        foliage(scene, x + r * 0.05, y - r * 0.76, r * 0.95, -38)
        foliage(scene, x + r * 0.05, y - r * 0.76, r * 0.8, -130)


def half_citrus(scene: Scene, x: float, y: float, r: float, colour: Colour) -> None:
    """The cut face of a citrus, a little turned away."""
    contact_shadow(scene, x, y + r * 0.86, r * 1.6)
    scene.fill(ellipse(x + r * 0.05, y + r * 0.04, r, r * 0.95), darker(colour, 0.22))
    scene.fill(ellipse(x, y, r * 0.97, r * 0.92), linear(30, lighter(colour, 0.2), colour))
    scene.fill(ellipse(x, y, r * 0.9, r * 0.855), lighter(colour, 0.8))
    wedges = []
    for i in range(10):
        a, b = math.radians(i * 36 + 3.4), math.radians(i * 36 + 32.6)
        mid = (a + b) / 2
        wedges.append(
            smooth(
                [
                    (x + r * 0.1 * math.cos(mid), y + r * 0.095 * math.sin(mid)),
                    (x + r * 0.74 * math.cos(a), y + r * 0.7 * math.sin(a)),
                    (x + r * 0.83 * math.cos(mid), y + r * 0.79 * math.sin(mid)),
                    (x + r * 0.74 * math.cos(b), y + r * 0.7 * math.sin(b)),
                ],
                steps=6,
            )
        )
    scene.fill_all(
        wedges, radial((0.4, 0.35), 0.7, lighter(colour, 0.35), colour, darker(colour, 0.1))
    )
    shine(scene, x - r * 0.3, y - r * 0.35, r * 0.32, r * 0.2, 0.5)


def pomelo(scene: Scene, x: float, y: float, r: float, colour: Colour = rgb("b9c65a")) -> None:
    """A pomelo: round below, narrowing to its stalk."""
    outline = smooth(
        path("0,-1.12 .46,-.9 .94,-.16 .9,.48 0,.98 -.9,.48 -.94,-.16 -.46,-.9", x, y, r)
    )
    contact_shadow(scene, x, y + r * 0.92, r * 1.7)
    scene.fill(outline, ball_paint(colour))
    with scene.within(outline):
        pores = [
            ellipse(
                x + r * math.sqrt(i / 130) * math.cos(i * 2.4),
                y + r * math.sqrt(i / 130) * math.sin(i * 2.4),
                r * 0.012,
                steps=6,
            )
            for i in range(130)
        ]
        scene.fill_all(pores, darker(colour, 0.45), opacity=0.3)
    shine(scene, x - r * 0.34, y - r * 0.35, r * 0.26, r * 0.3, 0.5)
    scene.line([(x, y - r * 1.1), (x + r * 0.05, y - r * 1.28)], r * 0.07, darker(LEAF, 0.3))
    foliage(scene, x + r * 0.03, y - r * 1.2, r * 0.95, -20)
    foliage(scene, x + r * 0.03, y - r * 1.2, r * 0.75, -155, bend=-0.12)


def lychee(scene: Scene, x: float, y: float, r: float, colour: Colour = rgb("c23b3f")) -> None:
    """A lychee with its knobbly skin."""
    outline = ball(scene, x, y, r, colour, ry=r * 1.04, gloss=0.0)
    with scene.within(outline):
        spots = [
            (
                x + r * 0.98 * math.sqrt((i + 0.5) / 46) * math.cos(i * 2.4),
                y + r * 1.0 * math.sqrt((i + 0.5) / 46) * math.sin(i * 2.4),
            )
            for i in range(46)
        ]
        scene.fill_all(
            [ellipse(px + r * 0.02, py + r * 0.025, r * 0.1, steps=8) for px, py in spots],
            darker(colour, 0.35),
            opacity=0.5,
        )
        scene.fill_all(
            [ellipse(px, py, r * 0.078, steps=8) for px, py in spots],
            ball_paint(lighter(colour, 0.12)),
            opacity=0.9,
        )
    shine(scene, x - r * 0.34, y - r * 0.4, r * 0.36, r * 0.28, 0.45)


def longan(scene: Scene, x: float, y: float, r: float, colour: Colour = rgb("c8a05e")) -> None:
    ball(scene, x, y, r, colour, gloss=0.35)
    scene.fill(ellipse(x + r * 0.1, y - r * 0.86, r * 0.1, r * 0.06), darker(colour, 0.5))


def plain_fruit(
    scene: Scene, x: float, y: float, r: float, colour: Colour, blush: Colour | None = None
) -> None:
    """Plum, guava, persimmon, pear-like roundness with a blush and a stalk."""
    outline = ball(scene, x, y, r, colour)
    if blush:
        with scene.within(outline):
            scene.fill(
                ellipse(x + r * 0.4, y + r * 0.3, r * 0.75, r * 0.65),
                blush,
                opacity=0.5,
                blur=r * 0.22,
            )
    scene.line(
        curve((x, y - r * 0.86), (x + 2, y - r * 1.1), (x + r * 0.16, y - r * 1.2)),
        r * 0.07,
        rgb("6b4c2e"),
    )


def grapes(scene: Scene, x: float, y: float, r: float, colour: Colour) -> None:
    """A bunch hanging down from (x, y)."""
    places = [
        (x + (i - (n - 1) / 2) * r * 1.6 + (r * 0.2 if row % 2 else 0), y + r + row * r * 1.35)
        for row, n in enumerate((4, 5, 5, 4, 3, 2, 1))
        for i in range(n)
    ]
    for px, py in places:
        ball(scene, px, py, r, colour, gloss=0.5)
    scene.line(curve((x, y + r), (x + 6, y - r), (x + r, y - r * 2)), r * 0.28, rgb("6d5a35"))
    foliage(scene, x + r * 0.3, y - r * 0.5, r * 3.4, -28, width=0.6)


def cluster(rng: random.Random, x: float, y: float, r: float, rows: int) -> list[Point]:
    """Middles of round fruits heaped into a pyramid whose lowest row stands on y."""
    return [
        (
            x + (i - (rows - row) / 2) * r * 1.82 + rng.uniform(-0.06, 0.06) * r,
            y - r - row * r * 1.45 + rng.uniform(-0.08, 0.08) * r,
        )
        for row in range(rows)
        for i in range(rows - row + 1)
    ]


def stack(
    scene: Scene,
    places: list[Point],
    draw: Callable[[Scene, float, float, float], None],
    r: float,
) -> None:
    """Draw one fruit at each place, those further back first."""
    for px, py in sorted(places, key=lambda place: place[1]):
        draw(scene, px, py, r)
