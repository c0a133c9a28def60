"""Leaves and what grows on stalks."""

import math
import random

from config.demo.pictures.backdrop import contact_shadow
from config.demo.pictures.colours import Colour, darker, lighter, mix, rgb
from config.demo.pictures.engine import Point, Scene, linear, veil
from config.demo.pictures.shapes import box, curve, leaf

LEAF = rgb("5c8a3f")
TEA = rgb("6f9a3e")


def foliage(
    scene: Scene, x: float, y: float, length: float, angle: float, *,
    colour: Colour = LEAF, width: float = 0.36, bend: float = 0.12,
) -> None:  # fmt: skip
    """One leaf with a shaded half and a midrib."""
    whole, half, rib = leaf(x, y, length, length * width, angle, bend)
    scene.fill(whole, linear(30, lighter(colour, 0.28), colour))
    scene.fill(half, darker(colour, 0.28), opacity=0.5)
    scene.line(rib, max(length * 0.016, 1.6), lighter(colour, 0.5), opacity=0.7)


def tea_sprig(
    scene: Scene, x: float, y: float, size: float, angle: float = -70, colour: Colour = TEA
) -> None:
    """Two leaves and a bud."""
    rad = math.radians(angle)
    tip = (x + size * 0.62 * math.cos(rad), y + size * 0.62 * math.sin(rad))
    scene.line(
        curve((x, y), (x + size * 0.2 * math.cos(rad), y + size * 0.4 * math.sin(rad)), tip),
        size * 0.032,
        darker(colour, 0.2),
    )
    mid = ((x + tip[0]) / 2, (y + tip[1]) / 2)
    foliage(scene, *mid, size * 0.72, angle + 52, colour=darker(colour, 0.08))
    foliage(scene, *mid, size * 0.66, angle - 58, colour=colour, bend=-0.12)
    foliage(scene, *tip, size * 0.5, angle + 24, colour=lighter(colour, 0.12), width=0.3)
    foliage(scene, *tip, size * 0.46, angle - 12, colour=lighter(colour, 0.3), width=0.2, bend=0)


def loose_tea(
    scene: Scene, rng: random.Random, x: float, y: float, rx: float, ry: float, colour: Colour
) -> None:
    """A heap of rolled, dried leaves."""
    contact_shadow(scene, x, y + ry * 0.5, rx * 1.9, 0.16)
    mound = [
        *curve((x - rx, y + ry * 0.4), (x, y - ry * 1.9), (x + rx, y + ry * 0.4)),
        *curve((x + rx, y + ry * 0.4), (x, y + ry * 1.1), (x - rx, y + ry * 0.4)),
    ]
    scene.fill(mound, darker(colour, 0.3))
    for layer in range(4):
        bits = []
        for _ in range(60):
            a, out = rng.uniform(0, 2 * math.pi), math.sqrt(rng.random()) * (0.98 - layer * 0.14)
            px, py = (
                x + rx * out * math.cos(a),
                y + ry * 0.12 + ry * 0.68 * out * math.sin(a) - layer * ry * 0.1,
            )
            bits.append(
                leaf(
                    px,
                    py,
                    rx * rng.uniform(0.1, 0.19),
                    rx * 0.045,
                    rng.uniform(0, 360),
                    rng.uniform(-0.5, 0.5),
                )[0]
            )
        scene.fill_all(bits, mix(darker(colour, 0.28), lighter(colour, 0.42), layer / 3))


def frond(
    scene: Scene, x: float, y: float, length: float, angle: float, colour: Colour, *, pairs: int = 9
) -> None:
    """A compound leaf: fern, soapberry, bamboo."""
    a = math.radians(angle)
    for i in range(pairs):
        t = (i + 1) / (pairs + 1)
        px, py = x + length * t * math.cos(a), y + length * t * math.sin(a)
        size = length * 0.34 * math.sin(math.pi * (0.2 + 0.7 * t))
        for side in (-58, 58):
            whole, half, _ = leaf(px, py, size, size * 0.3, angle + side * (1 - 0.4 * t))
            scene.fill(whole, linear(40, lighter(colour, 0.3), colour))
            scene.fill(half, darker(colour, 0.25), opacity=0.35)
    scene.line(
        [(x, y), (x + length * math.cos(a), y + length * math.sin(a))],
        length * 0.014,
        darker(colour, 0.2),
    )


def banana_leaf(
    scene: Scene, x: float, y: float, length: float, angle: float, colour: Colour = rgb("5f9447")
) -> None:
    """A broad leaf lying flat under food."""
    whole, half, rib = leaf(x, y, length, length * 0.42, angle)
    scene.fill([(px + 8, py + 12) for px, py in whole], rgb("3a2320"), opacity=0.26, blur=10)
    scene.fill(whole, linear(30, lighter(colour, 0.3), colour, darker(colour, 0.1)))
    scene.fill(half, darker(colour, 0.3), opacity=0.4)
    with scene.within(whole):
        a = math.radians(angle)
        for i in range(16):
            px, py = (
                rib[0][0] + (rib[-1][0] - rib[0][0]) * i / 16,
                rib[0][1] + (rib[-1][1] - rib[0][1]) * i / 16,
            )
            for s in (-1, 1):
                b = a + s * 1.05
                scene.line(
                    [(px, py), (px + length * 0.3 * math.cos(b), py + length * 0.3 * math.sin(b))],
                    2.5,
                    lighter(colour, 0.4),
                    opacity=0.4,
                )
    scene.line(rib, length * 0.02, lighter(colour, 0.55))
    scene.fill(whole, veil(80, (255, 255, 255), 0.18, 0.0))


def rice_ear(
    scene: Scene, x: float, y: float, length: float, lean: float, colour: Colour = rgb("d9ae45")
) -> None:
    """A stalk from (x, y) that bows to one side under its grains."""
    spine = curve(
        (x, y),
        (x + lean * length * 0.1, y - length * 0.95),
        (x + lean * length * 0.62, y - length * 0.66),
        26,
    )
    scene.line(spine, length * 0.012, mix(colour, rgb("7d9440"), 0.5))
    for i in range(10, 27):
        px, py = spine[i]
        ax, ay = spine[i - 1]
        along = math.degrees(math.atan2(py - ay, px - ax))
        for side in (-32, 32):
            grain, half, _ = leaf(px, py, length * 0.085, length * 0.034, along + side)
            scene.fill(grain, lighter(colour, 0.3 if side < 0 else 0.05))
            scene.fill(half, darker(colour, 0.3), opacity=0.4)
    foliage(
        scene, x, y - length * 0.1, length * 0.6, -90 + lean * 42, colour=rgb("8fa848"), width=0.07
    )


def leafy_green(scene: Scene, x: float, y: float, size: float, colour: Colour) -> None:
    """A tied bunch of kale or mustard greens, stalks down."""
    contact_shadow(scene, x, y, size * 0.5, 0.16)
    for i, angle in enumerate((-152, -28, -136, -44, -118, -62, -104, -76, -90)):
        length = size * (0.86, 0.86, 0.98, 0.98, 1.0, 1.0, 0.84, 0.84, 0.92)[i]
        a = math.radians(angle)
        foot = (x + size * 0.09 * math.cos(a), y)
        end = (x + length * math.cos(a), y - size * 0.12 + length * math.sin(a))
        blade = _frilly((foot[0], foot[1] - size * 0.16), end, size * 0.25)
        tone = mix(darker(colour, 0.24), lighter(colour, 0.2), i / 8)
        scene.fill(
            [(px + 8, py + 12) for px, py in blade], darker(colour, 0.7), opacity=0.3, blur=10
        )
        scene.fill(blade, linear(angle + 90, lighter(tone, 0.34), tone, darker(tone, 0.26)))
        rib = curve(
            foot, (x + size * 0.4 * math.cos(a), y - size * 0.2 + size * 0.3 * math.sin(a)), end
        )
        scene.line(rib[:-3], size * 0.024, lighter(colour, 0.62), opacity=0.9)
        for t in (7, 10, 13):
            px, py = rib[t]
            for turn in (-0.75, 0.75):
                tip = (px + size * 0.13 * math.cos(a + turn), py + size * 0.13 * math.sin(a + turn))
                scene.line([(px, py), tip], size * 0.008, lighter(colour, 0.55), opacity=0.6)
    for i in range(7):
        dx = (i - 3) * size * 0.035
        scene.line(
            [(x + dx * 0.8, y - size * 0.24), (x + dx * 1.3, y)],
            size * 0.045,
            lighter(colour, 0.7 - 0.05 * i),
        )
    scene.fill(
        box(x - size * 0.15, y - size * 0.18, x + size * 0.15, y - size * 0.12, 12), rgb("d9b878")
    )


def _frilly(start: Point, end: Point, width: float) -> list[Point]:
    """A leaf blade with a curled edge."""
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    left, right = [], []
    for i in range(41):
        t = i / 40
        w = width * math.sin(math.pi * t**1.6) ** 0.7 if t else 0.0
        w *= 1 + 0.13 * math.sin(i * 1.9)
        px, py = start[0] + ux * length * t * 1.04, start[1] + uy * length * t * 1.04
        left.append((px - uy * w, py + ux * w))
        right.append((px + uy * w, py - ux * w))
    return [*left, *reversed(right)]
