"""Heaps of nuts, beans, flakes and powders."""

import math
import random

from config.demo.pictures.colours import Colour, darker, lighter, rgb
from config.demo.pictures.engine import Point, Scene, linear, radial
from config.demo.pictures.fruit import ball_paint
from config.demo.pictures.shapes import arc, box, curve, ellipse, path, smooth, turned


def heap(
    scene: Scene, rng: random.Random, x: float, y: float, rx: float, ry: float, colour: Colour,
    kind: str, *, size: float = 0.13,
) -> None:  # fmt: skip
    """A mound of one thing. kind: "bean", "cashew", "coffee", "round", "flake" or "stick"."""
    piece = rx * size
    base = [
        *curve((x - rx, y), (x, y - ry * 1.9), (x + rx, y)),
        *curve((x + rx, y), (x, y + ry * 0.7), (x - rx, y)),
    ]
    scene.fill(base, darker(colour, 0.42))
    places: list[Point] = []
    for layer in range(6):
        share = 1 - layer / 6
        count = max(int(rx * share * 2 / (piece * 1.25)), 1)
        for row in (0, 1):
            for i in range(count):
                px = (
                    x
                    + (i + 0.5 + 0.5 * row - count / 2) * piece * 1.3
                    + rng.uniform(-0.2, 0.2) * piece
                )
                lift = ry * 0.98 * (layer / 6) ** 0.85
                if abs(px - x) < rx * 0.97:
                    places.append(
                        (px, y - lift + row * ry * 0.16 + rng.uniform(-0.15, 0.15) * piece)
                    )
    for px, py in places:
        one_piece(
            scene,
            px,
            py,
            piece,
            colour if rng.random() < 0.6 else lighter(colour, 0.16),
            kind,
            rng.uniform(0, 180),
        )


def one_piece(
    scene: Scene, x: float, y: float, size: float, colour: Colour, kind: str, turn: float
) -> None:
    """One nut, bean, flake …"""
    if kind == "cashew":
        bow = turned(
            [
                *arc(x, y, size * 0.9, size * 0.78, 150, 390, 14),
                *arc(x + size * 0.04, y + size * 0.16, size * 0.36, size * 0.34, 30, -210, 10),
            ],
            (x, y),
            turn,
        )
        scene.fill(
            bow, radial((0.35, 0.25), 0.8, lighter(colour, 0.5), colour, darker(colour, 0.22))
        )
    elif kind == "coffee":
        scene.fill(
            ellipse(x, y, size * 0.85, size * 0.6, turn, 18),
            radial((0.35, 0.3), 0.8, lighter(colour, 0.35), colour, darker(colour, 0.35)),
        )
        seam = turned(
            curve((x - size * 0.7, y), (x, y + size * 0.24), (x + size * 0.7, y), 6), (x, y), turn
        )
        scene.line(seam, size * 0.11, darker(colour, 0.6))
    elif kind == "flake":
        scene.fill(
            turned(smooth(path("-1,0 -.2,-.5 1,-.1 .2,.5", x, y, size), steps=5), (x, y), turn),
            linear(turn, lighter(colour, 0.35), darker(colour, 0.12)),
        )
    elif kind == "stick":
        bar = turned(
            box(x - size * 1.2, y - size * 0.26, x + size * 1.2, y + size * 0.26, size * 0.2),
            (x, y),
            turn,
        )
        scene.fill(bar, linear(turn + 90, lighter(colour, 0.38), colour, darker(colour, 0.25)))
    elif kind == "peanut":
        for dx in (-0.42, 0.42):
            a = math.radians(turn)
            scene.fill(
                ellipse(
                    x + dx * size * math.cos(a),
                    y + dx * size * math.sin(a),
                    size * 0.56,
                    size * 0.46,
                    turn,
                    16,
                ),
                ball_paint(colour),
            )
    else:
        ry = size * (0.58 if kind == "bean" else 0.86)
        scene.fill(
            ellipse(x, y, size * 0.86, ry, turn, 18),
            radial((0.35, 0.28), 0.8, lighter(colour, 0.55), colour, darker(colour, 0.32)),
        )


def powder(
    scene: Scene, rng: random.Random, x: float, y: float, rx: float, ry: float, colour: Colour
) -> None:
    """A soft heap of powder."""
    top = path("-1,0 -.62,-.5 -.25,-.92 .05,-1 .4,-.72 .72,-.34 1,0", x, y, rx, ry)
    outline = [*smooth(top, closed=False), *curve((x + rx, y), (x, y + ry * 0.44), (x - rx, y))]
    scene.fill(outline, linear(25, lighter(colour, 0.45), colour, darker(colour, 0.25)))
    with scene.within(outline):
        for _ in range(5):
            dx = rng.uniform(-0.5, 0.6) * rx
            scene.line(
                curve(
                    (x + dx * 0.2, y - ry * 0.9),
                    (x + dx * 0.5, y - ry * 0.4),
                    (x + dx * 1.3, y + ry * 0.1),
                ),
                rx * 0.05,
                darker(colour, 0.3),
                opacity=0.16,
                blur=6,
            )
    specks = [
        ellipse(x + rng.gauss(0, 0.7) * rx, y + abs(rng.gauss(0, 0.16)) * rx, 2.4, steps=6)
        for _ in range(40)
    ]
    scene.fill_all(specks, darker(colour, 0.1), opacity=0.7)


def candied(
    scene: Scene, rng: random.Random, x: float, y: float, rx: float, colour: Colour
) -> None:
    """Soft dried fruit: wrinkled drops in a heap."""
    for layer in range(4):
        for i in range(6 - layer):
            px = x + (i - (5 - layer) / 2) * rx * 0.36 + rng.uniform(-8, 8)
            py = y - layer * rx * 0.2 + rng.uniform(-6, 6)
            turn = rng.uniform(-40, 40)
            shape = ellipse(px, py, rx * 0.22, rx * 0.15, turn)
            scene.fill([(a + 5, b + 9) for a, b in shape], darker(colour, 0.8), opacity=0.3, blur=6)
            scene.fill(shape, ball_paint(colour))
            for k in (-0.4, 0.1, 0.5):
                wrinkle = turned(
                    curve(
                        (px - rx * 0.13, py + k * rx * 0.12),
                        (px, py + k * rx * 0.2 + 4),
                        (px + rx * 0.13, py + k * rx * 0.12),
                        6,
                    ),
                    (px, py),
                    turn,
                )
                scene.line(wrinkle, 3, darker(colour, 0.45), opacity=0.5)


def spoon(
    scene: Scene,
    x: float,
    y: float,
    length: float,
    angle: float,
    colour: Colour = rgb("b98550"),
    heap_of: Colour | None = None,
) -> None:
    """A wooden spoon; its bowl is at (x, y)."""
    a = math.radians(angle)
    end = (x + length * math.cos(a), y + length * math.sin(a))
    scene.line(
        [(x + 8, y + 12), (end[0] + 8, end[1] + 12)],
        length * 0.05,
        rgb("3a2320"),
        opacity=0.25,
        blur=7,
    )
    scene.line(
        [(x, y), end], length * 0.05, linear(angle + 90, lighter(colour, 0.4), darker(colour, 0.2))
    )
    scene.fill(
        ellipse(x, y, length * 0.2, length * 0.13, angle),
        linear(90, lighter(colour, 0.3), darker(colour, 0.2)),
    )
    scene.fill(
        ellipse(x, y - 3, length * 0.17, length * 0.1, angle),
        linear(90, darker(colour, 0.35), darker(colour, 0.05)),
    )
    if heap_of:
        scene.fill(
            ellipse(x, y - length * 0.03, length * 0.15, length * 0.085, angle),
            radial((0.4, 0.25), 0.8, lighter(heap_of, 0.45), heap_of, darker(heap_of, 0.2)),
        )
