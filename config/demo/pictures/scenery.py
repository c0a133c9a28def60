"""What landscapes are made of."""

import math
import random

from config.demo.pictures.colours import Colour, darker, lighter, mix, rgb
from config.demo.pictures.engine import Outline, Scene, glow, linear, veil
from config.demo.pictures.fruit import citrus
from config.demo.pictures.plants import cloud, limb
from config.demo.pictures.shapes import arc, box, curve, ellipse, leaf, path, smooth

Sky = tuple[Colour, ...]


def sky(scene: Scene, colours: Sky, sun: tuple[float, float, float]) -> None:
    """The sky, the sun in it and its glow."""
    scene.fill(box(0, 0, scene.width, scene.height), linear(90, *colours))
    x, y, r = sun
    scene.fill(ellipse(x, y, r * 5), glow((0.5, 0.5), 0.5, rgb("fff3d0"), 0.85))
    scene.fill(ellipse(x, y, r), linear(90, rgb("fff6dc"), rgb("ffd98a")))


def ranges(
    scene: Scene,
    rng: random.Random,
    top: float,
    bottom: float,
    far: Colour,
    near: Colour,
    count: int,
) -> None:
    """Mountain ranges, each nearer one darker and with mist at its foot."""
    for i in range(count):
        base = top + (bottom - top) * i / count
        tone = mix(far, near, i / max(count - 1, 1))
        shape = _peaks(rng, base, 120 - 14 * i, bottom + 190, scene.width)
        scene.fill(shape, linear(90, tone, mix(tone, rgb("f7ecd4"), 0.62)))


def _peaks(
    rng: random.Random, base: float, height: float, bottom: float, width: int
) -> list[tuple[float, float]]:
    points = []
    x = -120.0
    while x < width + 200:
        points.append((x, base - rng.uniform(-0.4, 1.0) * height))
        x += rng.uniform(90, 170)
    return [*smooth(points, closed=False, steps=7), (width + 300, bottom), (-160, bottom)]


def karst(
    scene: Scene,
    rng: random.Random,
    foot: float,
    tone: Colour,
    *,
    count: int = 6,
    height: float = 330,
) -> None:
    """Limestone towers rising from the water."""
    for i in range(count):
        x = scene.width * (i + 0.5) / count + rng.uniform(-60, 60)
        w, h = rng.uniform(90, 150), height * rng.uniform(0.55, 1.0)
        tower = smooth(
            path("-1,0 -.78,-.55 -.4,-.92 0,-1 .42,-.86 .75,-.5 1,0", x, foot, w, h), closed=False
        )
        scene.fill(
            [*tower, (x + w, foot + 8), (x - w, foot + 8)],
            linear(35, lighter(tone, 0.3), tone, darker(tone, 0.2)),
        )
        with scene.within([*tower, (x + w, foot + 8), (x - w, foot + 8)]):
            for k in range(4):
                fx = x - w * 0.5 + k * w * 0.36
                scene.line(
                    curve((fx, foot - h * 0.8), (fx + 14, foot - h * 0.4), (fx - 8, foot)),
                    9,
                    lighter(tone, 0.45),
                    opacity=0.28,
                    blur=3,
                )
            scene.fill(
                box(x - w, foot - h * 0.3, x + w, foot + 10), veil(90, rgb("f5efdc"), 0.0, 0.55)
            )


def terraces(
    scene: Scene,
    rng: random.Random,
    top: float,
    bottom: float,
    colours: tuple[Colour, ...],
    *,
    steps: int = 11,
    slope: float = 0.24,
    mirror: bool = False,
) -> None:
    """A hillside of rice terraces that falls towards the viewer."""
    width = scene.width
    phase = rng.uniform(0, 6.28)
    for i in range(steps):
        t = i / (steps - 1)
        depth = t**1.45
        base = top + (bottom - top) * depth
        edge = []
        for k in range(41):
            x = -40 + (width + 80) * k / 40
            rise = (x / width - 0.5) * slope * width * (1 - 0.72 * t) * (1 if mirror else -1)
            wave = (14 + 46 * t) * math.sin(x / (210 + 140 * t) + phase + i * 0.62) + (
                6 + 14 * t
            ) * math.sin(x / 83 + i * 1.7)
            edge.append((x, base + rise + wave))
        ground: Outline = [*edge, (width + 40, scene.height + 40), (-40, scene.height + 40)]
        tone = colours[i % len(colours)]
        scene.fill(ground, linear(90, lighter(tone, 0.3), tone, darker(tone, 0.18)))
        thick = 3 + 11 * t
        bank = [
            *[(x, y + thick * 1.1) for x, y in edge],
            *reversed([(x, y + thick * 2.4) for x, y in edge]),
        ]
        scene.fill(bank, darker(tone, 0.42), opacity=0.55)
        scene.line([(x, y + 1) for x, y in edge], thick * 0.55, lighter(tone, 0.62), opacity=0.85)
        if t > 0.35:
            tufts = [
                leaf(
                    x + rng.uniform(-9, 9),
                    y + thick * rng.uniform(3, 6),
                    8 + 18 * t,
                    3 + 4 * t,
                    rng.uniform(-110, -70),
                )[0]
                for x, y in edge
                for _ in range(2)
            ]
            scene.fill_all(tufts, lighter(tone, 0.34), opacity=0.6)


def tea_rows(scene: Scene, rng: random.Random, top: float, bottom: float, green: Colour) -> None:
    """Round hills combed with rows of tea."""
    for hill in range(3):
        cx = scene.width * (0.2, 0.85, 0.46)[hill]
        cy = top + (bottom - top) * (0.16, 0.3, 0.62)[hill]
        rx, ry = scene.width * (0.66, 0.72, 0.9)[hill], (bottom - top) * (0.7, 0.74, 0.8)[hill]
        tone = mix(lighter(green, 0.26), green, hill / 2)
        scene.fill(
            ellipse(cx, cy + ry, rx, ry), linear(60, lighter(tone, 0.3), tone, darker(tone, 0.25))
        )
        with scene.within(ellipse(cx, cy + ry, rx, ry)):
            for row in range(1, 12):
                rr = row / 11
                line = arc(cx, cy + ry * 1.02, rx * rr, ry * rr, 180, 360, 60)
                scene.line(
                    [(x, y + 9) for x, y in line], 15 + 9 * rr, darker(tone, 0.4), opacity=0.5
                )
                scene.line(
                    line, 13 + 11 * rr, linear(0, lighter(tone, 0.34), tone, darker(tone, 0.12))
                )
                dots = [
                    ellipse(x + rng.uniform(-3, 3), y - 4, 7 + 3 * rr, 6, steps=10)
                    for x, y in line[::2]
                ]
                scene.fill_all(dots, lighter(tone, 0.4), opacity=0.7)


def water(scene: Scene, top: float, colours: tuple[Colour, ...]) -> None:
    """Still water with streaks of light."""
    scene.fill(box(0, top, scene.width, scene.height), linear(90, *colours))
    span = scene.height - top
    for i in range(26):
        t = (i / 26) ** 1.4
        y = top + 8 + span * t
        x = (i * 397) % scene.width
        w = 60 + 260 * t
        scene.fill(ellipse(x, y, w, 2 + 5 * t), (255, 248, 226), opacity=0.2, blur=2)


def palm(scene: Scene, x: float, base: float, height: float, lean: float) -> None:
    """A palm or areca tree."""
    spine = limb(
        scene,
        [
            (x, base),
            (x + lean * height * 0.16, base - height * 0.5),
            (x + lean * height * 0.2, base - height),
        ],
        height * 0.05,
        height * 0.03,
        rgb("8a7358"),
    )
    hx, hy = spine[-1]
    for i in range(8):
        angle = -205 + i * 33
        spread = leaf(
            hx, hy, height * 0.46, height * 0.1, angle, 0.34 if -90 < angle < 90 else -0.34
        )
        scene.fill(spread[0], linear(60, rgb("8fb45e"), rgb("3f7040")))
        scene.fill(spread[1], rgb("2f5a38"), opacity=0.35)


def fruit_tree(
    scene: Scene, rng: random.Random, x: float, base: float, size: float, fruit: Colour
) -> None:
    """A round tree full of fruit."""
    scene.fill(
        ellipse(x + size * 0.08, base, size * 0.42, size * 0.06),
        rgb("2a3a28"),
        opacity=0.35,
        blur=12,
    )
    limb(
        scene,
        [(x, base), (x + 6, base - size * 0.25), (x, base - size * 0.5)],
        size * 0.09,
        size * 0.05,
    )
    cloud(scene, rng, x, base - size * 0.62, size * 0.42, size * 0.36, rgb("4f8a42"))
    cloud(scene, rng, x - size * 0.06, base - size * 0.74, size * 0.3, size * 0.22, rgb("66a04e"))
    for i in range(17):
        out, a = math.sqrt((i + 0.5) / 17), i * 2.4
        citrus(
            scene,
            x + size * 0.37 * out * math.cos(a),
            base - size * 0.64 + size * 0.31 * out * math.sin(a),
            size * 0.042,
            fruit,
        )
