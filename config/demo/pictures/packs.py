"""Pouches, boxes, tins and sacks."""

import math

from config.demo.pictures.backdrop import contact_shadow
from config.demo.pictures.colours import Colour, darker, lighter, mix
from config.demo.pictures.engine import Outline, Scene, linear, veil
from config.demo.pictures.glassware import PAPER, label, sprig
from config.demo.pictures.shapes import box, curve, ellipse, lathe
from config.demo.pictures.vessels import round_paint, turned_body


def pouch(
    scene: Scene, x: float, base: float, width: float, height: float, colour: Colour, *,
    text: str, window: Colour | None = None, accent: Colour = PAPER,
) -> None:  # fmt: skip
    """A stand-up pouch with a sealed top; ``window`` shows what is inside."""
    left, right, top = x - width / 2, x + width / 2, base - height
    contact_shadow(scene, x, base, width, 0.1)
    belly = width * 0.035
    waist, hip = base - height * 0.4, base - 14
    outline = [
        *curve((right - 6, top), (right + belly * 0.2, waist), (right + belly, hip)),
        *curve((right + belly, hip), (x, base + 26), (left - belly, hip)),
        *curve((left - belly, hip), (left - belly * 0.2, waist), (left + 6, top)),
    ]
    scene.fill(outline, round_paint(colour, depth=0.8))
    with scene.within(outline):
        scene.fill(
            box(left - 30, top, right + 30, top + height * 0.07),
            veil(0, (0, 0, 0), 0.16, 0.06, 0.2),
        )
        scene.fill(
            box(left - 30, top + height * 0.075, right + 30, top + height * 0.085),
            lighter(colour, 0.6),
            opacity=0.6,
        )
        fold = [
            (left - 30, base - height * 0.1),
            *curve(
                (left - 30, base - height * 0.09),
                (x, base - height * 0.01),
                (right + 30, base - height * 0.09),
            ),
            (right + 40, base + 40),
            (left - 40, base + 40),
        ]
        scene.fill(fold, darker(colour, 0.5), opacity=0.28, blur=5)
        crease = [
            (right - width * 0.2, top + height * 0.1),
            (right - width * 0.12, top + height * 0.5),
            (right - width * 0.16, base),
        ]
        scene.line(crease, width * 0.05, (255, 255, 255), opacity=0.22, blur=8)
        scene.line(
            [(left + width * 0.1, top + height * 0.12), (left + width * 0.07, base - height * 0.1)],
            width * 0.045,
            (255, 255, 255),
            opacity=0.4,
            blur=7,
        )
    plaque = height * 0.17
    middle = top + height * 0.3
    sprig(scene, x, middle - plaque * 0.25, plaque * 0.72, accent)
    scene.write(text, x, middle + plaque * 0.22, height * 0.105, accent, width=width * 0.82)
    scene.line(
        [(x - width * 0.2, middle + plaque * 0.62), (x + width * 0.2, middle + plaque * 0.62)],
        4,
        accent,
        opacity=0.7,
    )
    if window:
        pane = ellipse(x, base - height * 0.31, width * 0.29, height * 0.16)
        scene.fill(pane, darker(window, 0.2))
        with scene.within(pane):
            _heap(scene, x, base - height * 0.31, width * 0.3, height * 0.17, window)
            scene.fill(pane, veil(60, (255, 255, 255), 0.4, 0.0, 0.0))


def _heap(scene: Scene, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
    """Bits of one thing, close together."""
    size = rx * 0.2
    for row in range(5):
        shade = mix(darker(colour, 0.24), lighter(colour, 0.28), row / 4)
        bits = [
            ellipse(
                x - rx + (i + (row % 2) * 0.5) * size * 1.5,
                y - ry + (row + 0.5) * ry * 0.42,
                size,
                size * 0.66,
                40 * i + 25 * row,
                14,
            )
            for i in range(9)
        ]
        scene.fill_all(bits[::2], shade)
        scene.fill_all(bits[1::2], lighter(shade, 0.2))


def carton(
    scene: Scene, x: float, base: float, width: float, height: float, colour: Colour, *,
    text: str, accent: Colour = PAPER, depth: float = 0.26,
) -> None:  # fmt: skip
    """An upright box: front, right side and top."""
    left, right, top = x - width / 2, x + width / 2, base - height
    dx, dy = width * depth, width * depth * 0.36
    contact_shadow(scene, x + dx * 0.5, base - 4, width * 1.12, 0.12)
    scene.fill(
        [(right, top), (right + dx, top - dy), (right + dx, base - dy), (right, base)],
        linear(0, darker(colour, 0.3), darker(colour, 0.44)),
    )
    scene.fill(
        [(left, top), (left + dx, top - dy), (right + dx, top - dy), (right, top)],
        linear(0, lighter(colour, 0.5), lighter(colour, 0.22)),
    )
    front = box(left, top, right, base, 3)
    scene.fill(front, linear(35, lighter(colour, 0.22), colour, darker(colour, 0.1)))
    inset = width * 0.07
    for edge in (inset, inset * 1.22):
        frame = [
            *box(left + edge, top + edge, right - edge, base - edge),
            (left + edge, top + edge),
        ]
        scene.line(frame, 3, accent, opacity=0.75)
    cy = top + height * 0.36
    scene.fill(ellipse(x, cy, width * 0.24), accent)
    sprig(scene, x, cy + width * 0.1, width * 0.24, colour)
    scene.write(text, x, top + height * 0.66, width * 0.15, accent, width=width * 0.74)
    scene.line(
        [(x - width * 0.16, top + height * 0.76), (x + width * 0.16, top + height * 0.76)],
        4,
        accent,
        opacity=0.8,
    )
    scene.fill(front, veil(25, (255, 255, 255), 0.16, 0.0, 0.0))


def tin(
    scene: Scene, x: float, base: float, width: float, height: float, colour: Colour, *,
    text: str, accent: Colour = PAPER,
) -> None:  # fmt: skip
    """A round tin with a lid of the same colour."""
    r, top = width / 2, base - height
    body = [(r, top + height * 0.1), (r, base)]
    turned_body(scene, x, body, colour, gloss=0.0, tilt=0.13, soft=False)
    label(scene, x, top + height * 0.32, top + height * 0.84, r, text, accent=colour, paper=accent)
    lid = [(r * 1.02, top), (r * 1.02, top + height * 0.17)]
    turned_body(scene, x, lid, darker(colour, 0.12), shadow=False, gloss=0.0, tilt=0.13, soft=False)
    scene.fill(ellipse(x, top, r * 1.02, r * 0.133), linear(15, lighter(colour, 0.55), colour))
    scene.fill(
        ellipse(x, top, r * 0.86, r * 0.105),
        linear(15, lighter(colour, 0.2), lighter(colour, 0.42)),
    )
    sheen = box(x - r * 0.66, top + height * 0.1, x - r * 0.54, base - 10)
    scene.fill(sheen, (255, 255, 255), opacity=0.3, blur=6)


def sack(
    scene: Scene, x: float, base: float, width: float, height: float, colour: Colour, *,
    text: str, content: Colour,
) -> None:  # fmt: skip
    """An open cloth sack, its rim rolled, heaped with grain."""
    r, top = width / 2, base - height
    profile = [
        (r * 0.84, top),
        (r * 0.9, top + height * 0.2),
        (r, top + height * 0.55),
        (r * 0.97, top + height * 0.85),
        (r * 0.8, base),
    ]
    contact_shadow(scene, x, base, width * 1.05)
    outline = lathe(x, profile, tilt=0.2)
    scene.fill(outline, round_paint(colour, depth=0.8))
    with scene.within(outline):
        for i in range(9):
            fx = x - r + (i + 0.5) * width / 9
            fold = curve(
                (fx, top),
                (fx + (-16 if i % 2 else 18), top + height * 0.5),
                (x + (fx - x) * 0.8, base + 30),
            )
            scene.line(fold, 12, darker(colour, 0.4), opacity=0.16, blur=5)
        scene.fill(
            box(x - r, base - height * 0.25, x + r, base + 60),
            veil(90, darker(colour, 0.6), 0.0, 0.35),
        )
    scene.fill(ellipse(x, top, r * 0.86, r * 0.2), darker(colour, 0.45))
    mound = [
        *curve((x - r * 0.8, top), (x, top - height * 0.42), (x + r * 0.8, top)),
        *[(px, py) for px, py in ellipse(x, top, r * 0.8, r * 0.18)[:31]],
    ]
    scene.fill(mound, linear(20, lighter(content, 0.3), content, darker(content, 0.22)))
    grains(scene, x, top - height * 0.05, r * 0.6, height * 0.1, content)
    rim = [(x + (r * 0.88) * cx, top + r * 0.2 * cy) for cx, cy in _half_circle()]
    scene.line(
        rim,
        height * 0.09,
        linear(0, darker(colour, 0.12), lighter(colour, 0.4), darker(colour, 0.2)),
    )
    cy = top + height * 0.56
    scene.fill(ellipse(x, cy - height * 0.06, r * 0.3, r * 0.3), darker(colour, 0.55), opacity=0.75)
    sprig(scene, x, cy + height * 0.02, r * 0.36, lighter(colour, 0.4))
    scene.write(text, x, cy + height * 0.24, height * 0.14, darker(colour, 0.68), width=r * 1.5)


def _half_circle() -> list[tuple[float, float]]:
    return [(px, py) for px, py in ellipse(0, 0, 1, 1, steps=60)[:31]]


def grains(scene: Scene, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
    """Grains lying on a mound around (x, y)."""
    light: list[Outline] = []
    dark: list[Outline] = []
    for i in range(70):
        angle = i * 2.399963
        out = (i / 70) ** 0.5
        px, py = x + rx * out * math.cos(angle), y + ry * out * math.sin(angle)
        (light if i % 3 else dark).append(
            ellipse(px, py, rx * 0.055, rx * 0.022, (i * 67) % 180, 10)
        )
    scene.fill_all(dark, darker(colour, 0.3), opacity=0.7)
    scene.fill_all(light, lighter(colour, 0.55), opacity=0.9)
