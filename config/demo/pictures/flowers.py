"""Flowers, and the lotus above all."""

import math

from config.demo.pictures.colours import Colour, darker, lighter, mix, rgb
from config.demo.pictures.engine import Scene, linear, radial
from config.demo.pictures.fruit import ball_paint
from config.demo.pictures.shapes import curve, ellipse, leaf
from config.demo.pictures.vessels import round_paint


def lotus(scene: Scene, x: float, y: float, size: float, colour: Colour = rgb("e78aa5")) -> None:
    """An open lotus."""
    for ring, (count, reach, width, lift) in enumerate(
        ((7, 0.66, 0.34, 0.0), (6, 0.6, 0.36, 0.06), (5, 0.5, 0.34, 0.1))
    ):
        for i in range(count):
            t = (i + 0.5) / count
            angle = -180 + 180 * t
            whole, half, _ = leaf(
                x,
                y - size * lift * 0.3,
                size * reach * (1 - 0.12 * abs(math.cos(math.radians(angle)))),
                size * width,
                angle,
            )
            tone = lighter(colour, 0.15 * ring)
            scene.fill(
                whole, radial((0.5, 0.75), 0.9, lighter(tone, 0.75), lighter(tone, 0.3), tone)
            )
            scene.fill(half, darker(colour, 0.3), opacity=0.16)
    for angle in (-158, -22, -120, -60, -90):
        whole, _, _ = leaf(
            x, y + size * 0.08, size * (0.42 if angle != -90 else 0.38), size * 0.3, angle
        )
        scene.fill(
            whole,
            radial(
                (0.5, 0.8), 0.9, lighter(colour, 0.85), lighter(colour, 0.4), lighter(colour, 0.1)
            ),
        )


def lotus_pod(scene: Scene, x: float, y: float, r: float) -> None:
    """A seed head with its seeds."""
    green = rgb("8fa860")
    cone = [
        *curve((x - r, y), (x - r * 0.7, y + r * 0.8), (x - r * 0.1, y + r * 1.15)),
        *curve((x + r * 0.1, y + r * 1.15), (x + r * 0.7, y + r * 0.8), (x + r, y)),
    ]
    scene.fill(cone, round_paint(green))
    scene.fill(ellipse(x, y, r, r * 0.42), linear(20, lighter(green, 0.45), green))
    for i in range(13):
        out, a = math.sqrt(i / 13), i * 2.4
        px, py = x + r * 0.84 * out * math.cos(a), y + r * 0.33 * out * math.sin(a)
        scene.fill(ellipse(px, py, r * 0.13, r * 0.08), darker(green, 0.4))
        scene.fill(ellipse(px, py - r * 0.03, r * 0.1, r * 0.075), ball_paint(rgb("d9dfb0")))


def daisy(
    scene: Scene,
    x: float,
    y: float,
    r: float,
    colour: Colour,
    *,
    heart: Colour = rgb("d99a2b"),
    petals: int = 16,
    rings: int = 2,
) -> None:
    """A chrysanthemum-like flower seen from the front."""
    for ring in range(rings):
        outlines = [
            leaf(x, y, r * (1 - 0.24 * ring), r * 0.3, 360 * i / petals + 11 * ring)[0]
            for i in range(petals)
        ]
        tone = lighter(colour, 0.24 * ring)
        scene.fill_all(
            outlines[::2], radial((0.5, 0.5), 0.55, darker(tone, 0.22), tone, lighter(tone, 0.25))
        )
        scene.fill_all(
            outlines[1::2],
            radial((0.5, 0.5), 0.55, darker(tone, 0.1), lighter(tone, 0.12), lighter(tone, 0.4)),
        )
    scene.fill(
        ellipse(x, y, r * 0.22),
        radial((0.4, 0.35), 0.7, lighter(heart, 0.4), heart, darker(heart, 0.2)),
    )


def five_petals(
    scene: Scene,
    x: float,
    y: float,
    r: float,
    colour: Colour,
    *,
    heart: Colour = rgb("d9a53a"),
    turn: float = 0,
) -> None:
    """Jasmine, peach or apricot blossom."""
    for i in range(5):
        a = math.radians(72 * i + turn)
        px, py = x + r * 0.56 * math.cos(a), y + r * 0.56 * math.sin(a)
        scene.fill(
            ellipse(px, py, r * 0.52, r * 0.42, 72 * i + turn),
            radial((0.4, 0.35), 0.8, lighter(colour, 0.45), colour, darker(colour, 0.12)),
        )
    scene.fill(ellipse(x, y, r * 0.2), radial((0.4, 0.35), 0.7, lighter(heart, 0.4), heart))


def rose(scene: Scene, x: float, y: float, r: float, colour: Colour) -> None:
    """A rose from the front."""
    for ring in range(5):
        rr = r * (1 - ring * 0.19)
        for i in range(5):
            a = math.radians(72 * i + 36 * ring)
            petal = ellipse(
                x + rr * 0.42 * math.cos(a),
                y + rr * 0.42 * math.sin(a),
                rr * 0.6,
                rr * 0.52,
                math.degrees(a),
            )
            tone = mix(lighter(colour, 0.24), darker(colour, 0.24), ring / 5)
            scene.fill(
                petal,
                radial(
                    (0.5 + 0.3 * math.cos(a), 0.5 + 0.3 * math.sin(a)),
                    0.9,
                    lighter(tone, 0.3),
                    tone,
                    darker(tone, 0.25),
                ),
            )
    swirl = [
        (x + r * 0.14 * t / 20 * math.cos(t * 0.55), y + r * 0.14 * t / 20 * math.sin(t * 0.55))
        for t in range(21)
    ]
    scene.line(swirl, r * 0.04, darker(colour, 0.45), opacity=0.7)
