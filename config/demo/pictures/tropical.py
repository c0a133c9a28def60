"""Fruit of the south, each with a skin of its own."""

import math

from config.demo.pictures.backdrop import contact_shadow
from config.demo.pictures.colours import Colour, darker, lighter, mix, rgb
from config.demo.pictures.engine import Point, Scene, linear, radial
from config.demo.pictures.fruit import ball, ball_paint
from config.demo.pictures.glass import shine
from config.demo.pictures.shapes import curve, ellipse, leaf, path, smooth, turned


def mango(
    scene: Scene,
    x: float,
    y: float,
    r: float,
    *,
    turn: float = -20,
    blush: Colour = rgb("d9723a"),
    colour: Colour = rgb("e8b23c"),
) -> None:
    """A mango lying on its side."""
    shape = turned(
        smooth(path("-1.25,.1 -.8,-.72 .1,-.86 .98,-.5 1.3,.15 .75,.78 -.3,.84 -1,.6", x, y, r)),
        (x, y),
        turn,
    )
    contact_shadow(scene, x, y + r * 0.84, r * 2.1)
    scene.fill(shape, ball_paint(colour))
    with scene.within(shape):
        scene.fill(
            ellipse(x + r * 0.85, y - r * 0.5, r * 0.85, r * 0.7), blush, opacity=0.6, blur=r * 0.2
        )
    shine(scene, x - r * 0.45, y - r * 0.42, r * 0.4, r * 0.2, 0.55)


def dragon_fruit(scene: Scene, x: float, y: float, r: float) -> None:
    """A dragon fruit standing, its scales tipped green."""
    pink = rgb("d8396f")
    contact_shadow(scene, x, y + r * 1.02, r * 1.6)
    outline = ellipse(x, y, r * 0.88, r * 1.08)
    scene.fill(outline, ball_paint(pink))
    for row in range(5):
        yy = y + r * (0.72 - row * 0.38)
        count = 3 + row % 2
        for i in range(count):
            xx = x + (i - (count - 1) / 2) * r * 0.5
            lean = (xx - x) * 0.5
            scale = [
                *curve(
                    (xx - r * 0.17, yy),
                    (xx - r * 0.06 + lean * 0.3, yy - r * 0.3),
                    (xx + lean, yy - r * 0.52),
                ),
                *curve(
                    (xx + lean, yy - r * 0.52),
                    (xx + r * 0.1 + lean * 0.3, yy - r * 0.2),
                    (xx + r * 0.17, yy),
                ),
            ]
            scene.fill(scale, linear(90, rgb("a7bd55"), mix(pink, rgb("a7bd55"), 0.25), pink))
    for dx, height in ((-0.2, 0.5), (0.05, 0.62), (0.28, 0.46)):
        scene.fill(
            leaf(x + dx * r, y - r * 0.9, r * height, r * 0.2, -90 + dx * 70)[0],
            linear(90, rgb("93ad4a"), rgb("c8708a")),
        )
    shine(scene, x - r * 0.36, y - r * 0.3, r * 0.24, r * 0.34, 0.5)


def half_dragon_fruit(scene: Scene, x: float, y: float, r: float, flesh: Colour) -> None:
    contact_shadow(scene, x, y + r * 0.9, r * 1.7)
    scene.fill(ellipse(x, y, r * 0.92, r), linear(30, rgb("e35a88"), rgb("b92c5e")))
    inside = ellipse(x, y, r * 0.8, r * 0.88)
    scene.fill(inside, radial((0.4, 0.35), 0.7, lighter(flesh, 0.3), flesh, darker(flesh, 0.08)))
    seeds = [
        ellipse(
            x + r * 0.72 * math.sqrt(i / 80) * math.cos(i * 2.4),
            y + r * 0.8 * math.sqrt(i / 80) * math.sin(i * 2.4),
            r * 0.02,
            r * 0.028,
            i * 31,
            8,
        )
        for i in range(80)
    ]
    scene.fill_all(seeds, rgb("33242a"), opacity=0.85)


def durian(scene: Scene, x: float, y: float, r: float) -> None:
    """A durian: a ball of pyramids."""
    green = rgb("9aa24e")
    contact_shadow(scene, x, y + r * 0.92, r * 1.9)
    body = ellipse(x, y, r * 1.02, r * 0.96)
    scene.fill(body, ball_paint(darker(green, 0.16)))
    light, dark, edge = [], [], []
    for i in range(120):
        out = math.sqrt((i + 0.5) / 120)
        angle = i * 2.399963
        px, py = x + r * 1.0 * out * math.cos(angle), y + r * 0.94 * out * math.sin(angle)
        tip = (px + (px - x) * 0.13, py + (py - y) * 0.13 - r * 0.05)
        s = r * 0.1 * (1.1 - 0.35 * out)
        light.append([(px - s, py), tip, (px, py + s)])
        dark.append([tip, (px + s, py), (px, py + s)])
        if out > 0.9:
            edge.append(
                [
                    (px - s, py - s * 0.5),
                    (x + (px - x) * 1.14, y + (py - y) * 1.14),
                    (px + s, py + s * 0.5),
                ]
            )
    scene.fill_all(edge, ball_paint(green))
    scene.fill_all(dark, ball_paint(darker(green, 0.34)))
    scene.fill_all(light, ball_paint(lighter(green, 0.26)))
    scene.line(
        [(x, y - r * 0.9), (x + r * 0.06, y - r * 1.22)],
        r * 0.14,
        linear(0, rgb("8a7a45"), rgb("5d5130")),
    )


def banana(scene: Scene, x: float, y: float, size: float, colour: Colour = rgb("eac54f")) -> None:
    """A hand of bananas lying on its back, the crown at the upper left."""
    contact_shadow(scene, x + size * 0.05, y + size * 0.66, size * 1.9)
    crown = (x - size * 0.72, y - size * 0.62)
    for i in range(4):
        far = 3 - i  # the one at the back first
        tip = (x + size * (0.98 - 0.08 * far), y + size * (0.22 - 0.34 * far))
        pull = (x - size * (0.42 - 0.16 * far), y + size * (1.16 - 0.42 * far))
        spine = curve(crown, pull, tip, 24)
        outline = _finger(spine, size * 0.165)
        tone = mix(colour, darker(colour, 0.16), far / 4)
        scene.fill(outline, linear(65, lighter(tone, 0.4), tone, darker(tone, 0.34)))
        ridge = [(px + size * 0.01, py - size * 0.05) for px, py in spine[4:-3]]
        scene.line(ridge, size * 0.022, lighter(tone, 0.55), opacity=0.55, blur=2)
        scene.fill(ellipse(*tip, size * 0.045, size * 0.04), rgb("4a3a26"))
    stalk = [crown, (crown[0] - size * 0.08, crown[1] - size * 0.14)]
    scene.line(stalk, size * 0.15, linear(20, rgb("b3a043"), rgb("6b5a2a")))


def _finger(spine: list[Point], width: float) -> list[Point]:
    """A curved body around ``spine``, thin at its start and blunt at its end."""
    left, right = [], []
    last = len(spine) - 1
    for i, (px, py) in enumerate(spine):
        ax, ay = spine[max(i - 1, 0)]
        bx, by = spine[min(i + 1, last)]
        length = math.hypot(bx - ax, by - ay) or 1
        t = i / last
        w = (
            width
            * (0.3 + 0.7 * math.sin(math.pi * min(t * 1.25, 0.5)))
            * min(1, (1 - t) * 5 + 0.22)
        )
        nx, ny = -(by - ay) / length * w, (bx - ax) / length * w
        left.append((px + nx, py + ny))
        right.append((px - nx, py - ny))
    return [*left, *reversed(right)]


def custard_apple(scene: Scene, x: float, y: float, r: float) -> None:
    """A custard apple (na), all knobs."""
    green = rgb("9db36a")
    outline = ball(scene, x, y, r, darker(green, 0.3), gloss=0, ground=True)
    with scene.within([*outline]):
        for i in range(44):
            out = math.sqrt((i + 0.3) / 44)
            px, py = x + r * 0.97 * out * math.cos(i * 2.4), y + r * 0.97 * out * math.sin(i * 2.4)
            shade = mix(
                lighter(green, 0.3),
                darker(green, 0.3),
                min(max(((px - x) + (py - y)) / (2.4 * r) + 0.45, 0), 1),
            )
            scene.fill(
                ellipse(px, py, r * 0.15, r * 0.15, steps=16),
                radial((0.35, 0.3), 0.7, lighter(shade, 0.3), shade),
            )
    scene.line([(x, y - r * 0.92), (x + 4, y - r * 1.18)], r * 0.1, rgb("6d5a35"))
