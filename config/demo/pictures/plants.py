"""Ornamentals in pots."""

import math
import random

from config.demo.pictures.colours import Colour, darker, lighter, mix, rgb
from config.demo.pictures.engine import Scene, linear, radial
from config.demo.pictures.flowers import daisy, five_petals
from config.demo.pictures.fruit import ball
from config.demo.pictures.leaves import foliage
from config.demo.pictures.shapes import curve, ellipse, leaf, path, smooth
from config.demo.pictures.vessels import opening, turned_body

BARK = rgb("6b4a35")


def planter(
    scene: Scene,
    x: float,
    base: float,
    width: float,
    height: float,
    colour: Colour,
    *,
    flat: bool = False,
) -> float:
    """A pot full of soil; gives back the height of its rim."""
    r, top = width / 2, base - height
    profile = [(r, top), (r * 0.99, top + height * 0.14), (r * (0.88 if flat else 0.78), base)]
    turned_body(scene, x, profile, colour, gloss=0.4, tilt=0.15, soft=False)
    turned_body(
        scene,
        x,
        [(r * 1.05, top - 6), (r * 1.05, top + height * 0.16)],
        lighter(colour, 0.06),
        shadow=False,
        gloss=0.3,
        tilt=0.15,
        soft=False,
    )
    opening(scene, x, top - 6, r * 1.03, colour, tilt=0.15)
    scene.fill(ellipse(x, top + 2, r * 0.94, r * 0.125), linear(0, rgb("4a3527"), rgb("6d5340")))
    return top


def limb(
    scene: Scene, points: list[tuple[float, float]], start: float, end: float, colour: Colour = BARK
) -> list[tuple[float, float]]:
    """A branch that tapers along a soft curve."""
    spine = smooth(points, closed=False)
    left, right = [], []
    for i, (px, py) in enumerate(spine):
        ax, ay = spine[max(i - 1, 0)]
        bx, by = spine[min(i + 1, len(spine) - 1)]
        length = math.hypot(bx - ax, by - ay) or 1
        w = (start + (end - start) * i / (len(spine) - 1)) / 2
        left.append((px - (by - ay) / length * w, py + (bx - ax) / length * w))
        right.append((px + (by - ay) / length * w, py - (bx - ax) / length * w))
    shape = [*left, *reversed(right)]
    scene.fill(shape, linear(0, lighter(colour, 0.3), colour, darker(colour, 0.35)))
    with scene.within(shape):
        for k in range(3):
            scene.line(
                [(px + (k - 1) * start * 0.22, py + 6) for px, py in spine],
                3,
                darker(colour, 0.45),
                opacity=0.4,
            )
    return spine


def cloud(
    scene: Scene, rng: random.Random, x: float, y: float, rx: float, ry: float, colour: Colour
) -> None:
    """A clipped cushion of small leaves, lit from above."""
    scene.fill(ellipse(x, y + ry * 0.12, rx * 0.97, ry * 0.94), darker(colour, 0.42))
    sunny = mix(colour, rgb("d3dc7c"), 0.62)
    for layer in range(5):
        tone = mix(darker(colour, 0.24), sunny, layer / 4)
        bits = []
        for _ in range(64 - 8 * layer):
            a, out = rng.uniform(0, 2 * math.pi), math.sqrt(rng.random())
            px = x + rx * out * math.cos(a) * (1 - 0.1 * layer) - layer * rx * 0.045
            py = y + ry * out * math.sin(a) * (1 - 0.14 * layer) - layer * ry * 0.11
            bits.append(leaf(px, py, rx * 0.17, rx * 0.1, rng.uniform(170, 370))[0])
        scene.fill_all(bits, tone)


def bonsai(
    scene: Scene, rng: random.Random, x: float, base: float, size: float, pot: Colour, green: Colour
) -> None:
    """A leaning tree in a shallow pot; ``size`` is its height."""
    top = planter(scene, x, base, size * 0.72, size * 0.17, pot, flat=True)
    flip = rng.choice((-1, 1))
    trunk = [
        (x + flip * size * 0.02, top + 6),
        (x - flip * size * 0.12, top - size * 0.2),
        (x + flip * size * 0.1, top - size * 0.38),
        (x + flip * size * 0.02, top - size * 0.62),
    ]
    limb(
        scene,
        [(x - size * 0.1, top + 10), (x - size * 0.03, top - size * 0.06), (x, top - size * 0.1)],
        size * 0.05,
        size * 0.03,
    )
    spine = limb(scene, trunk, size * 0.12, size * 0.03)
    for at, dx, dy in ((9, -flip * 0.3, -0.1), (16, flip * 0.32, -0.08), (22, -flip * 0.22, -0.12)):
        sx, sy = spine[at]
        limb(
            scene,
            [
                (sx, sy),
                (sx + dx * size * 0.5, sy + dy * size * 0.4),
                (sx + dx * size, sy + dy * size),
            ],
            size * 0.045,
            size * 0.014,
        )
    moss = ellipse(x + flip * size * 0.12, top + 2, size * 0.17, size * 0.03)
    scene.fill(moss, darker(green, 0.1))
    for at, dx, dy, rx in (
        (22, -flip * 0.22, -0.16, 0.17),
        (9, -flip * 0.32, -0.14, 0.2),
        (16, flip * 0.34, -0.12, 0.21),
    ):
        sx, sy = spine[at]
        cloud(scene, rng, sx + dx * size, sy + dy * size, rx * size, rx * size * 0.42, green)
    cloud(
        scene,
        rng,
        spine[-1][0],
        spine[-1][1] - size * 0.02,
        size * 0.24,
        size * 0.12,
        lighter(green, 0.06),
    )


def orchid(scene: Scene, x: float, base: float, size: float, pot: Colour, colour: Colour) -> None:
    """A moth orchid with two arching stems."""
    top = planter(scene, x, base, size * 0.32, size * 0.25, pot)
    for angle, length in ((-172, 0.36), (-8, 0.38), (-150, 0.34), (-32, 0.32)):
        foliage(
            scene,
            x,
            top,
            size * length,
            angle,
            colour=rgb("4f8a4a"),
            width=0.3,
            bend=0.3 if angle < -90 else -0.3,
        )
    for side, height in ((1, 0.7), (-1, 0.56)):
        stem = curve(
            (x + side * 8, top),
            (x + side * size * 0.04, top - size * height),
            (x + side * size * 0.4, top - size * height * 0.82),
            30,
        )
        scene.line(stem, size * 0.012, rgb("6f8a4a"))
        for i, at in enumerate((30, 25, 20, 15)):
            px, py = stem[at]
            _orchid_flower(scene, px, py + size * 0.03, size * (0.075 + 0.012 * i), colour)


def _orchid_flower(scene: Scene, x: float, y: float, r: float, colour: Colour) -> None:
    for angle, width in ((-90, 0.6), (35, 0.56), (145, 0.56)):
        scene.fill(
            leaf(x, y, r * 1.15, r * width, angle)[0],
            radial((0.5, 0.5), 0.8, lighter(colour, 0.5), colour),
        )
    for side in (-1, 1):
        scene.fill(
            ellipse(x + side * r * 0.62, y - r * 0.14, r * 0.66, r * 0.54, side * -14),
            radial(
                (0.5 - side * 0.2, 0.4), 0.8, lighter(colour, 0.62), lighter(colour, 0.2), colour
            ),
        )
    lip = rgb("b53a5a")
    scene.fill(
        smooth(path("0,0 .26,.26 .1,.56 -.1,.56 -.26,.26", x, y, r)),
        linear(90, lip, darker(lip, 0.2)),
    )
    scene.fill(ellipse(x, y + r * 0.04, r * 0.13), rgb("f0c24b"))


def kumquat(
    scene: Scene, rng: random.Random, x: float, base: float, size: float, pot: Colour
) -> None:
    """A round kumquat bush full of fruit."""
    top = planter(scene, x, base, size * 0.46, size * 0.28, pot)
    limb(
        scene,
        [(x, top + 8), (x + 6, top - size * 0.1), (x, top - size * 0.2)],
        size * 0.05,
        size * 0.035,
    )
    cx, cy = x, top - size * 0.4
    cloud(scene, rng, cx, cy, size * 0.36, size * 0.3, rgb("4f8a42"))
    cloud(scene, rng, cx, cy - size * 0.1, size * 0.25, size * 0.18, rgb("5f9a4a"))
    for i in range(24):
        out, a = math.sqrt((i + 0.5) / 24), i * 2.4
        px, py = (
            cx + size * 0.33 * out * math.cos(a),
            cy - size * 0.05 + size * 0.29 * out * math.sin(a),
        )
        ball(scene, px, py, size * 0.034, rgb("f09a2a"), gloss=0.6)


def blossom_branch(
    scene: Scene,
    rng: random.Random,
    x: float,
    base: float,
    size: float,
    pot: Colour,
    colour: Colour,
) -> None:
    """Branches of peach or apricot blossom in a tall vase."""
    r = size * 0.13
    neck = base - size * 0.42
    tips = []
    for dx, dy in (
        (-0.42, -0.3),
        (0.4, -0.34),
        (-0.12, -0.5),
        (0.16, -0.46),
        (-0.3, -0.14),
        (0.36, -0.1),
    ):
        spine = limb(
            scene,
            [
                (x, neck + 20),
                (x + dx * size * 0.3, neck + dy * size * 0.5),
                (x + dx * size, neck + dy * size),
            ],
            size * 0.022,
            size * 0.006,
        )
        tips += [spine[i] for i in (8, 11, 14, 17, 20)]
    turned_body(
        scene,
        x,
        [
            (r * 0.62, neck),
            (r * 0.52, neck + size * 0.06),
            (r, neck + size * 0.18),
            (r * 0.94, neck + size * 0.3),
            (r * 0.6, base),
        ],
        pot,
    )
    opening(scene, x, neck, r * 0.62, pot)
    for i, (px, py) in enumerate(tips):
        five_petals(
            scene,
            px + rng.uniform(-14, 14),
            py + rng.uniform(-14, 14),
            size * rng.uniform(0.034, 0.05),
            colour if i % 3 else lighter(colour, 0.3),
            turn=rng.uniform(0, 72),
        )
        if i % 4 == 0:
            foliage(scene, px, py, size * 0.06, rng.uniform(0, 360), colour=rgb("7da84f"))


def flower_pot(
    scene: Scene,
    rng: random.Random,
    x: float,
    base: float,
    size: float,
    pot: Colour,
    colour: Colour,
) -> None:
    """A pot of chrysanthemums, dense and round."""
    top = planter(scene, x, base, size * 0.44, size * 0.3, pot)
    cx, cy = x, top - size * 0.24
    cloud(scene, rng, cx, cy + size * 0.08, size * 0.38, size * 0.24, rgb("4f7d42"))
    places = sorted(
        (
            (
                cx + size * 0.35 * math.sqrt((i + 0.4) / 19) * math.cos(i * 2.4),
                cy + size * 0.25 * math.sqrt((i + 0.4) / 19) * math.sin(i * 2.4),
            )
            for i in range(19)
        ),
        key=lambda p: p[1],
    )
    for i, (px, py) in enumerate(places):
        daisy(
            scene, px, py, size * 0.088, mix(colour, lighter(colour, 0.4), (i % 3) / 3), petals=14
        )
