"""Meat, eggs and what comes from the water."""

import math

from config.demo.pictures.colours import Colour, darker, lighter, rgb
from config.demo.pictures.engine import Outline, Point, Scene, linear
from config.demo.pictures.fruit import ball_paint
from config.demo.pictures.glass import shine
from config.demo.pictures.shapes import arc, curve, ellipse, leaf, path, smooth, turned


def sausage(scene: Scene, spine: Outline, width: float, colour: Colour) -> None:
    """One link along ``spine``."""
    scene.line([(px + 9, py + 15) for px, py in spine], width, rgb("3a2320"), opacity=0.26, blur=9)
    scene.line(spine, width, linear(70, lighter(colour, 0.2), darker(colour, 0.3)))
    scene.line(
        [(px - width * 0.1, py - width * 0.2) for px, py in spine],
        width * 0.2,
        lighter(colour, 0.6),
        opacity=0.6,
        blur=4,
    )
    for i, (px, py) in enumerate(list(spine)[2:-2:3]):
        scene.fill(
            ellipse(
                px + width * 0.16 * (-1) ** i,
                py + width * 0.12,
                width * 0.09,
                width * 0.06,
                30 * i,
                12,
            ),
            rgb("f3d9c4"),
            opacity=0.6,
        )


def dried_strip(
    scene: Scene, x: float, y: float, length: float, width: float, angle: float, colour: Colour
) -> None:
    """A strip of smoked meat, torn along its fibres."""
    top = path(
        "-.5,-.3 -.2,-.55 .25,-.42 .5,-.2 .52,.15 .2,.5 -.25,.4 -.52,.25", 0, 0, length, width
    )
    shape = turned([(x + px, y + py) for px, py in smooth(top)], (x, y), angle)
    scene.fill([(px + 8, py + 12) for px, py in shape], rgb("2a1815"), opacity=0.35, blur=8)
    scene.fill(shape, linear(angle + 80, lighter(colour, 0.25), colour, darker(colour, 0.35)))
    with scene.within(shape):
        for i in range(7):
            off = (i - 3) * width * 0.13
            line = turned(
                curve(
                    (x - length * 0.5, y + off),
                    (x, y + off * 1.6 + 6),
                    (x + length * 0.5, y + off * 0.6),
                    8,
                ),
                (x, y),
                angle,
            )
            scene.line(
                line, 3.4, lighter(colour, 0.5) if i % 2 else darker(colour, 0.5), opacity=0.5
            )


def egg(scene: Scene, x: float, y: float, r: float, colour: Colour, *, turn: float = 0) -> None:
    shape = turned(
        smooth(path("0,-1.24 .72,-.6 .98,.2 .62,.86 0,1.04 -.62,.86 -.98,.2 -.72,-.6", x, y, r)),
        (x, y),
        turn,
    )
    scene.fill(shape, ball_paint(colour))
    shine(scene, x - r * 0.32, y - r * 0.44, r * 0.26, r * 0.3, 0.5)


def fish(
    scene: Scene, x: float, y: float, length: float, colour: Colour, *, angle: float = -8
) -> None:
    """A fish lying, head to the left."""

    def place(points: list[Point]) -> list[Point]:
        return turned([(x + px * length, y + py * length) for px, py in points], (x, y), angle)

    tail = place(smooth([(0.3, 0), (0.52, -0.17), (0.47, 0.0), (0.53, 0.17)]))
    body_points = smooth(
        [
            (-0.5, 0.01),
            (-0.38, -0.12),
            (-0.1, -0.18),
            (0.18, -0.1),
            (0.36, -0.035),
            (0.36, 0.035),
            (0.16, 0.12),
            (-0.12, 0.17),
            (-0.38, 0.11),
        ]
    )
    body = place(body_points)
    scene.fill([(px + 10, py + 20) for px, py in body], rgb("3a2320"), opacity=0.3, blur=12)
    scene.fill(tail, linear(0, darker(colour, 0.1), darker(colour, 0.35)))
    scene.fill(place(smooth([(-0.14, -0.15), (0.04, -0.25), (0.16, -0.1)])), darker(colour, 0.28))
    scene.fill(
        body,
        linear(
            angle + 90, darker(colour, 0.3), colour, lighter(colour, 0.55), lighter(colour, 0.75)
        ),
    )
    with scene.within(body):
        scales = []
        for row in range(7):
            for column in range(12):
                px, py = -0.22 + column * 0.05 + (row % 2) * 0.025, -0.15 + row * 0.05
                cx, cy = place([(px, py)])[0]
                scales.append(
                    arc(cx, cy, length * 0.026, length * 0.026, 100 + angle, 260 + angle, 7)
                )
        for scale in scales:
            scene.line(scale, 2, darker(colour, 0.3), opacity=0.5)
        gill = place(curve((-0.3, -0.14), (-0.22, 0.0), (-0.3, 0.13)))
        scene.line(gill, length * 0.012, darker(colour, 0.35), opacity=0.7)
    scene.fill(
        place(smooth([(-0.2, 0.03), (-0.04, 0.02), (-0.06, 0.1)])), darker(colour, 0.2), opacity=0.8
    )
    ex, ey = place([(-0.39, -0.035)])[0]
    scene.fill(ellipse(ex, ey, length * 0.028), (250, 244, 226))
    scene.fill(ellipse(ex, ey, length * 0.017), (30, 26, 28))


def shrimp(
    scene: Scene, x: float, y: float, size: float, turn: float = 0, colour: Colour = rgb("e0764a")
) -> None:
    """A dried shrimp: a curl of rings."""

    def at(i: float) -> tuple[float, float, float]:
        degrees = 180 + i * 24 + turn
        a = math.radians(degrees)
        return x + size * 0.66 * math.cos(a), y + size * 0.66 * math.sin(a), degrees

    hx, hy, _ = at(-0.6)
    for bend in (-30, 20):
        a = math.radians(turn + 100 + bend)
        scene.line(
            curve(
                (hx, hy),
                (hx + size * 0.5 * math.cos(a), hy + size * 0.5 * math.sin(a)),
                (hx + size * 1.1 * math.cos(a + 0.5), hy + size * 1.1 * math.sin(a + 0.5)),
                8,
            ),
            2.5,
            darker(colour, 0.2),
        )
    for i in range(9):
        px, py, degrees = at(i)
        width = size * (0.4 - 0.032 * i)
        scene.fill(
            ellipse(px, py, width, size * 0.2, degrees, 18),
            ball_paint(lighter(colour, 0.26) if i % 2 else colour),
        )
    px, py, degrees = at(9)
    for spread in (-28, 12):
        scene.fill(
            leaf(px, py, size * 0.36, size * 0.2, degrees + 90 + spread)[0], darker(colour, 0.1)
        )
    scene.fill(ellipse(hx, hy, size * 0.05), (30, 26, 28))
