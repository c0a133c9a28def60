"""Noodles, nests and nuts in a shell."""

import math
import random

from config.demo.pictures.backdrop import contact_shadow
from config.demo.pictures.colours import Colour, darker, lighter, mix, rgb
from config.demo.pictures.engine import Scene, linear, radial
from config.demo.pictures.fruit import ball, ball_paint
from config.demo.pictures.glassware import sprig
from config.demo.pictures.shapes import arc, box, curve, ellipse


def noodles(
    scene: Scene, x: float, y: float, width: float, height: float, colour: Colour, tie: Colour
) -> None:
    """A bundle of dried noodles with a paper band; (x, y) is its middle."""
    contact_shadow(scene, x, y + height * 0.46, width, 0.09)
    left, right = x - width / 2, x + width / 2
    body = [
        (left, y - height * 0.5),
        *curve((left, y - height * 0.5), (x, y - height * 0.42), (right, y - height * 0.5)),
        (right, y + height * 0.5),
        *curve((right, y + height * 0.5), (x, y + height * 0.44), (left, y + height * 0.5)),
    ]
    scene.fill(body, linear(90, lighter(colour, 0.25), colour, darker(colour, 0.32)))
    with scene.within(body):
        strands = 26
        for i in range(strands):
            t = (i + 0.5) / strands
            yy = y - height * 0.5 + t * height
            pinch = y + (yy - y) * 0.9
            line = curve((left - 4, yy), (x, pinch * 2 - yy), (right + 4, yy), 10)
            scene.line(
                line,
                height / strands * 0.34,
                lighter(colour, 0.55) if i % 2 else darker(colour, 0.28),
                opacity=0.75,
            )
    ends = [
        ellipse(right, y - height * 0.46 + (i + 0.5) * height * 0.92 / 13, height * 0.036, steps=10)
        for i in range(13)
    ]
    scene.fill_all(ends, lighter(colour, 0.35))
    strip = box(x - width * 0.13, y - height * 0.5, x + width * 0.13, y + height * 0.5, 4)
    scene.fill(strip, linear(90, lighter(tie, 0.3), tie, darker(tie, 0.35)))
    sprig(scene, x, y + height * 0.14, height * 0.34, (251, 244, 228))


def noodle_nest(
    scene: Scene, rng: random.Random, x: float, y: float, r: float, colour: Colour
) -> None:
    """A round coil of dried noodles."""
    contact_shadow(scene, x, y + r * 0.42, r * 1.8, 0.16)
    scene.fill(ellipse(x, y + r * 0.1, r, r * 0.5), mix(colour, rgb("a8854e"), 0.75))
    for _ in range(26):
        rr = r * rng.uniform(0.35, 1.0)
        ring = ellipse(
            x + rng.uniform(-0.06, 0.06) * r,
            y - rng.uniform(0, 0.16) * r,
            rr,
            rr * 0.46,
            rng.uniform(-14, 14),
            40,
        )
        scene.line(
            [*ring, ring[0]],
            r * 0.045,
            mix(mix(colour, rgb("b8935a"), 0.55), lighter(colour, 0.4), rng.random()),
        )


def birds_nest(scene: Scene, rng: random.Random, x: float, y: float, r: float) -> None:
    """Swiftlet nests: pale threads in a half cup."""
    pale = rgb("f2e2bd")
    contact_shadow(scene, x, y + r * 0.4, r * 1.9, 0.16)
    scene.fill(ellipse(x, y, r, r * 0.5), rgb("c9a874"))
    for _ in range(60):
        rr = r * rng.uniform(0.45, 1.0)
        start = rng.uniform(0, 360)
        thread = arc(
            x, y + r * 0.06 - (r - rr) * 0.1, rr, rr * 0.5, start, start + rng.uniform(40, 110), 10
        )
        scene.line(
            thread,
            r * 0.028,
            mix(mix(pale, rgb("c9a76a"), 0.6), (255, 252, 238), rng.random()),
            opacity=0.85,
        )
    scene.fill(ellipse(x, y - r * 0.02, r * 0.46, r * 0.2), rgb("a07a48"), blur=6, opacity=0.55)


def coconut(scene: Scene, x: float, y: float, r: float) -> None:
    """Half a coconut, its white flesh towards us, and a whole one behind."""
    husk = rgb("7a5232")
    ball(scene, x + r * 0.95, y - r * 0.25, r * 0.95, husk, gloss=0.15, ground=True)
    for i in range(26):
        a, out = i * 2.4, math.sqrt(i / 26) * 0.8
        px, py = (
            x + r * 0.95 + r * 0.95 * out * math.cos(a),
            y - r * 0.25 + r * 0.95 * out * math.sin(a),
        )
        scene.line([(px, py), (px + 16, py + 22)], 3, lighter(husk, 0.35), opacity=0.4)
    contact_shadow(scene, x, y + r * 0.84, r * 1.7)
    scene.fill(ellipse(x, y, r, r * 0.92, -12), ball_paint(husk))
    scene.fill(
        ellipse(x - r * 0.06, y - r * 0.04, r * 0.9, r * 0.8, -12),
        linear(30, (255, 255, 252), rgb("e9e4d6")),
    )
    scene.fill(
        ellipse(x - r * 0.04, y, r * 0.66, r * 0.56, -12),
        radial((0.6, 0.65), 0.75, rgb("fffdf6"), rgb("d8d4c4"), rgb("b5b0a0")),
    )
