"""Cakes, sweets, honey and soap."""

import math

from config.demo.pictures.backdrop import contact_shadow
from config.demo.pictures.colours import Colour, darker, lighter, rgb
from config.demo.pictures.engine import Scene, linear
from config.demo.pictures.shapes import arc, box, ellipse, lathe, path, smooth, turned
from config.demo.pictures.vessels import round_paint


def square_cake(
    scene: Scene, x: float, y: float, size: float, leaf_green: Colour = rgb("5d8a48")
) -> None:
    """A square cake in leaves, tied crosswise (bánh chưng); y is where its front stands."""
    s = size / 2
    contact_shadow(scene, x + s * 0.2, y, size * 1.24, 0.12)
    depth, tall = s * 0.72, s * 0.62
    top = [
        (x - s, y - tall),
        (x - s * 0.62, y - tall - depth),
        (x + s * 1.32, y - tall - depth),
        (x + s, y - tall),
    ]
    front = path("-1,-1 1,-1 .98,0 -.98,0", x, y, s, tall)
    side = [
        (x + s, y - tall),
        (x + s * 1.32, y - tall - depth),
        (x + s * 1.3, y - depth * 0.92),
        (x + s * 0.98, y),
    ]
    scene.fill(side, linear(90, darker(leaf_green, 0.3), darker(leaf_green, 0.48)))
    scene.fill(front, linear(90, leaf_green, darker(leaf_green, 0.32)))
    scene.fill(top, linear(20, lighter(leaf_green, 0.42), lighter(leaf_green, 0.12)))
    for i in range(1, 9):
        t = i / 9
        scene.line(
            [(x - s + 2 * s * t, y - tall), (x - s + 2 * s * t, y)],
            2.5,
            darker(leaf_green, 0.4),
            opacity=0.4,
        )
        scene.line(
            [(x - s + 2 * s * t, y - tall), (x - s * 0.62 + 1.94 * s * t, y - tall - depth)],
            2.5,
            lighter(leaf_green, 0.5),
            opacity=0.35,
        )
    tie = rgb("e6cf95")
    for t in (0.3, 0.7):
        p = (x - s + 2 * s * t, y - tall)
        scene.line(
            [(p[0], y), p, (x - s * 0.62 + 1.94 * s * t, y - tall - depth)], size * 0.032, tie
        )
        q = (x - s + 0.38 * s * t, y - tall - depth * t)
        scene.line(
            [q, (q[0] + 2 * s - 0.06 * s * t, q[1]), (x + s + 0.3 * s * t, y - depth * t * 0.98)],
            size * 0.032,
            darker(tie, 0.08),
        )


def cube(
    scene: Scene, x: float, y: float, size: float, colour: Colour, *, height: float = 0.62
) -> None:
    """A little block of cake or candy; (x, y) is its front foot."""
    s, tall = size / 2, size * height
    top = [
        (x, y - tall),
        (x - s, y - tall - s * 0.5),
        (x, y - tall - s),
        (x + s, y - tall - s * 0.5),
    ]
    scene.fill(path("-1,-.5 0,0 1,-.5 1.3,-.2 .3,.34", x, y, s), rgb("3a2320"), opacity=0.3, blur=8)
    scene.fill(
        [(x - s, y - tall - s * 0.5), (x, y - tall), (x, y), (x - s, y - s * 0.5)],
        linear(90, colour, darker(colour, 0.14)),
    )
    scene.fill(
        [(x + s, y - tall - s * 0.5), (x, y - tall), (x, y), (x + s, y - s * 0.5)],
        linear(90, darker(colour, 0.2), darker(colour, 0.36)),
    )
    scene.fill(top, linear(30, lighter(colour, 0.5), lighter(colour, 0.18)))


def round_cake(
    scene: Scene, x: float, y: float, r: float, colour: Colour, *, thick: float = 0.34
) -> None:
    """A round flat cake or cracker lying; (x, y) is the middle of its top."""
    contact_shadow(scene, x, y + r * (0.42 + thick * 0.7), r * 1.8, 0.16)
    scene.fill(
        lathe(x, [(r, y), (r, y + r * thick)], tilt=0.4, soft=False),
        round_paint(darker(colour, 0.14)),
    )
    scene.fill(ellipse(x, y, r, r * 0.4), linear(20, lighter(colour, 0.45), colour))
    for i in range(26):
        out, a = math.sqrt((i + 0.5) / 26), i * 2.4
        px, py = x + r * 0.86 * out * math.cos(a), y + r * 0.34 * out * math.sin(a)
        scene.fill(ellipse(px, py, r * 0.045, r * 0.022, i * 40, 10), lighter(colour, 0.7))


def honeycomb(scene: Scene, x: float, y: float, size: float) -> None:
    """A piece of comb leaning; some cells are full."""
    gold = rgb("e0a02e")
    cell = size * 0.105
    for row in range(6):
        for column in range(7):
            cx = x + (column - 3 + (row % 2) * 0.5) * cell * 1.74
            cy = y + (row - 2.5) * cell * 1.5
            if math.hypot((cx - x) / 1.1, cy - y) > size * 0.62:
                continue
            hexagon = [
                (
                    cx + cell * math.cos(math.radians(60 * k + 30)),
                    cy + cell * math.sin(math.radians(60 * k + 30)),
                )
                for k in range(6)
            ]
            scene.fill(hexagon, darker(gold, 0.26))
            inner = [(cx + (px - cx) * 0.82, cy + (py - cy) * 0.82) for px, py in hexagon]
            full = (row * 5 + column * 3) % 4
            tone = lighter(gold, 0.25) if full else darker(gold, 0.45)
            scene.fill(inner, linear(60, lighter(tone, 0.35), tone, darker(tone, 0.2)))
            scene.fill(
                ellipse(cx - cell * 0.25, cy - cell * 0.3, cell * 0.26, cell * 0.14, -30, 12),
                (255, 255, 255),
                opacity=0.4,
            )


def dipper(scene: Scene, x: float, y: float, length: float, angle: float) -> None:
    """A honey dipper; its head is at (x, y)."""
    wood = rgb("b27a43")
    a = math.radians(angle)
    scene.line(
        [(x, y), (x + length * math.cos(a), y + length * math.sin(a))],
        length * 0.055,
        linear(angle + 90, lighter(wood, 0.4), darker(wood, 0.25)),
    )
    for i in range(6):
        t = (i - 2.5) * length * 0.052
        w = length * 0.12 * math.sqrt(max(1 - (t / (length * 0.19)) ** 2, 0.05))
        px, py = x + t * math.cos(a), y + t * math.sin(a)
        scene.fill(
            ellipse(px, py, length * 0.022, w, angle, 24),
            linear(angle + 90, lighter(wood, 0.45), wood, darker(wood, 0.35)),
        )
    drop = smooth(
        [
            (x - 10, y + length * 0.08),
            (x + 10, y + length * 0.08),
            (x + 7, y + length * 0.26),
            (x + 13, y + length * 0.36),
            (x, y + length * 0.42),
            (x - 13, y + length * 0.36),
            (x - 6, y + length * 0.26),
        ]
    )
    scene.fill(drop, linear(0, rgb("f3c04a"), rgb("c9811a")))


def ice_cream(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: Colour,
    *,
    coat: Colour | None = None,
) -> None:
    """An ice lolly on its stick, leaning a little."""
    stick = turned(
        box(x - width * 0.09, y + height * 0.42, x + width * 0.09, y + height * 0.78, width * 0.09),
        (x, y),
        8,
    )
    scene.fill(stick, linear(0, lighter(rgb("d8b07a"), 0.3), rgb("b0854f")))
    bar = turned(
        [
            *arc(x, y - height * 0.2, width / 2, width / 2, 180, 360),
            *box(x - width / 2, y - height * 0.2, x + width / 2, y + height * 0.46, width * 0.12)[
                8:27
            ],
        ],
        (x, y),
        8,
    )
    scene.fill([(px + 14, py + 20) for px, py in bar], rgb("3a2320"), opacity=0.22, blur=16)
    scene.fill(bar, linear(20, lighter(colour, 0.45), colour, darker(colour, 0.16)))
    with scene.within(bar):
        if coat:
            drip = [(x - width, y - height), (x + width, y - height), (x + width, y)]
            drip += smooth(
                [
                    (x + width * (0.6 - 0.2 * i), y + height * (0.05 + 0.07 * ((i * 5) % 3)))
                    for i in range(7)
                ],
                closed=False,
            )
            drip += [(x - width, y)]
            scene.fill(drip, linear(20, lighter(coat, 0.28), coat, darker(coat, 0.25)))
        for dx in (-0.2, 0.14):
            groove = turned(
                box(
                    x + dx * width,
                    y - height * 0.34,
                    x + dx * width + width * 0.09,
                    y + height * 0.34,
                    width * 0.045,
                ),
                (x, y),
                8,
            )
            scene.fill(groove, darker(coat or colour, 0.3), opacity=0.2, blur=3)
        scene.line(
            turned(
                [(x - width * 0.36, y - height * 0.3), (x - width * 0.36, y + height * 0.3)],
                (x, y),
                8,
            ),
            width * 0.07,
            (255, 255, 255),
            opacity=0.5,
            blur=5,
        )


def block(scene: Scene, x: float, base: float, width: float, colour: Colour, pressed: str) -> None:
    """A bar of soap with a word pressed in."""
    shape = box(x - width / 2, base - width * 0.34, x + width / 2, base, width * 0.09)
    contact_shadow(scene, x, base - 6, width * 1.02, 0.1)
    lift = width * 0.11
    scene.fill(
        box(
            x - width * 0.47,
            base - width * 0.34 - lift,
            x + width * 0.47,
            base - width * 0.1,
            width * 0.12,
        ),
        linear(10, lighter(colour, 0.6), lighter(colour, 0.28)),
    )
    scene.fill(shape, linear(80, lighter(colour, 0.22), colour, darker(colour, 0.18)))
    scene.write(pressed, x + 2, base - width * 0.16 + 2, width * 0.13, lighter(colour, 0.5))
    scene.write(pressed, x, base - width * 0.16, width * 0.13, darker(colour, 0.3))
