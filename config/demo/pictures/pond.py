"""A pond from above: water, lily pads, carp."""

import math
import random

from config.demo.pictures.colours import Colour, darker, lighter, rgb
from config.demo.pictures.engine import Scene, linear, radial, veil
from config.demo.pictures.shapes import arc, box, ellipse, smooth, turned


def pond(scene: Scene, rng: random.Random, width: int, height: int) -> None:
    """Water seen from above, with rings of light and lily pads."""
    scene.fill(
        box(0, 0, width, height),
        radial((0.3, 0.25), 1.0, rgb("8fc7bd"), rgb("4f9a99"), rgb("2a6a74")),
    )
    for _ in range(9):
        px, py, r = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(80, 260)
        scene.line(
            arc(px, py, r, r * 0.6, rng.uniform(0, 360), rng.uniform(360, 560)),
            7,
            (235, 255, 250),
            opacity=0.22,
            blur=3,
        )


def lily_pad(
    scene: Scene, x: float, y: float, r: float, turn: float, colour: Colour = rgb("6fa458")
) -> None:
    pad = [(x, y), *turned(arc(x, y, r, r * 0.92, 18, 342, 50), (x, y), turn)]
    scene.fill([(px + 16, py + 24) for px, py in pad], rgb("123a44"), opacity=0.35, blur=14)
    scene.fill(pad, linear(40, lighter(colour, 0.35), colour, darker(colour, 0.2)))
    for i in range(9):
        a = math.radians(turn + 30 + i * 37.5)
        scene.line(
            [(x, y), (x + r * 0.86 * math.cos(a), y + r * 0.8 * math.sin(a))],
            3,
            lighter(colour, 0.5),
            opacity=0.5,
        )
    scene.fill(pad, veil(30, (255, 255, 255), 0.22, 0.0))


def carp(scene: Scene, x: float, y: float, length: float, angle: float, colour: Colour) -> None:
    """An ornamental carp seen from above, in water."""
    white = rgb("fbf3ea")

    def place(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return turned([(x + px * length, y + py * length) for px, py in points], (x, y), angle)

    body = place(
        smooth(
            [
                (0.5, 0.0),
                (0.42, -0.09),
                (0.2, -0.13),
                (-0.1, -0.1),
                (-0.34, -0.04),
                (-0.42, 0.02),
                (-0.34, 0.06),
                (-0.1, 0.11),
                (0.2, 0.13),
                (0.42, 0.09),
            ]
        )
    )
    scene.fill([(px + 30, py + 40) for px, py in body], rgb("123a44"), opacity=0.35, blur=20)
    for side in (-1, 1):
        scene.fill(
            place(
                smooth(
                    [(0.2, side * 0.1), (0.16, side * 0.28), (0.02, side * 0.24), (0.1, side * 0.1)]
                )
            ),
            white,
            opacity=0.75,
        )
    scene.fill(
        place(
            smooth(
                [
                    (-0.36, 0.0),
                    (-0.56, -0.14),
                    (-0.66, -0.1),
                    (-0.56, 0.02),
                    (-0.66, 0.14),
                    (-0.56, 0.15),
                ]
            )
        ),
        linear(angle, white, lighter(colour, 0.4)),
        opacity=0.85,
    )
    scene.fill(body, linear(angle + 90, white, white, rgb("e3d4c6")))
    with scene.within(body):
        for px, py, rx, ry in (
            (0.34, 0.0, 0.13, 0.1),
            (0.02, -0.03, 0.15, 0.09),
            (-0.28, 0.02, 0.1, 0.06),
        ):
            cx, cy = place([(px, py)])[0]
            scene.fill(
                ellipse(cx, cy, rx * length, ry * length, angle + 20),
                radial((0.4, 0.4), 0.7, lighter(colour, 0.2), colour),
                blur=5,
            )
        scene.line(
            place([(0.3, 0.0), (-0.36, 0.01)]), length * 0.014, darker(colour, 0.2), opacity=0.4
        )
    for side in (-1, 1):
        ex, ey = place([(0.43, side * 0.055)])[0]
        scene.fill(ellipse(ex, ey, length * 0.014), (30, 24, 26))
