"""Turned things: cups, bowls, pots, plates. All stand with their foot on ``base``."""

from collections.abc import Sequence

from config.demo.pictures.backdrop import contact_shadow
from config.demo.pictures.colours import Colour, darker, lighter
from config.demo.pictures.engine import Linear, Point, Scene, Stop, linear, radial, veil
from config.demo.pictures.shapes import band, curve, ellipse, lathe, path, smooth

TILT = 0.17


def round_paint(colour: Colour, *, depth: float = 1.0) -> Linear:
    """The shading of an upright cylinder lit from the left."""
    return Linear(
        (
            Stop(0.0, darker(colour, 0.3 * depth)),
            Stop(0.16, colour),
            Stop(0.34, lighter(colour, 0.34 * depth)),
            Stop(0.58, colour),
            Stop(0.9, darker(colour, 0.38 * depth)),
            Stop(1.0, darker(colour, 0.26 * depth)),
        )
    )


def turned_body(
    scene: Scene, x: float, profile: Sequence[Point], colour: Colour, *,
    gloss: float = 0.5, tilt: float = TILT, shadow: bool = True, soft: bool = True,
) -> list[Point]:  # fmt: skip
    """A body of revolution in one colour; gives back its outline to paint on."""
    foot_r, foot_y = profile[-1]
    widest = max(r for r, _ in profile)
    if shadow:
        contact_shadow(scene, x, foot_y + foot_r * tilt * 0.4, (foot_r + widest) * 1.05)
    outline = lathe(x, profile, tilt=tilt, soft=soft)
    scene.fill(outline, round_paint(colour))
    scene.fill(outline, veil(90, darker(colour, 0.6), 0.0, 0.0, 0.0, 0.32))
    if gloss:
        sheen(scene, x, profile, gloss)
    return outline


def sheen(scene: Scene, x: float, profile: Sequence[Point], strength: float) -> None:
    side = smooth(profile, closed=False, steps=8)
    top, foot = side[0][1], side[-1][1]
    inner = [(x - 0.66 * r, y) for r, y in side if y > top + 0.1 * (foot - top)]
    inner = [(px, y) for px, y in inner if y < top + 0.72 * (foot - top)]
    if len(inner) < 3:
        return
    width = max(r for r, _ in profile) * 0.07
    strip = [*inner, *[(px + width, y) for px, y in reversed(inner)]]
    scene.fill(strip, (255, 255, 255), opacity=strength, blur=max(width * 0.4, 2))


def opening(
    scene: Scene, x: float, y: float, r: float, colour: Colour, *,
    content: Colour | None = None, level: float = 0.12, tilt: float = TILT,
) -> None:  # fmt: skip
    """The mouth of a vessel: rim, inside, and what fills it."""
    scene.fill(ellipse(x, y, r, r * tilt), linear(0, lighter(colour, 0.55), lighter(colour, 0.15)))
    inside = ellipse(x, y + r * tilt * 0.04, r * 0.94, r * 0.94 * tilt * 0.95)
    scene.fill(inside, linear(0, darker(colour, 0.45), darker(colour, 0.1), lighter(colour, 0.1)))
    if content:
        with scene.within(inside):
            top = ellipse(x, y + r * level, r * 0.93, r * tilt)
            scene.fill(top, linear(20, darker(content, 0.16), content, lighter(content, 0.3)))
            scene.fill(
                ellipse(x - r * 0.3, y + r * (level - 0.03), r * 0.32, r * tilt * 0.24),
                (255, 255, 255), opacity=0.4, blur=5,
            )  # fmt: skip


def cup(
    scene: Scene, x: float, base: float, width: float, colour: Colour, *,
    content: Colour | None = None, handle: bool = False, stripe: Colour | None = None,
) -> None:  # fmt: skip
    """A small round cup."""
    r, h = width / 2, width * 0.72
    top = base - h
    if handle:
        ring = smooth(path(".84,.2 1.4,.16 1.42,.55 .7,.74", x, top, r, h), closed=False)
        scene.line(ring, width * 0.085, linear(20, lighter(colour, 0.2), darker(colour, 0.3)))
    profile = [
        (r, top),
        (r * 0.97, top + h * 0.25),
        (r * 0.82, top + h * 0.62),
        (r * 0.5, top + h * 0.92),
        (r * 0.44, base),
    ]
    outline = turned_body(scene, x, profile, colour)
    if stripe:
        with scene.within(outline):
            scene.fill(
                band(x, (r, top + h * 0.2), (r * 0.97, top + h * 0.27), tilt=TILT),
                stripe,
                opacity=0.85,
            )
    opening(scene, x, top, r, colour, content=content)


def bowl(
    scene: Scene, x: float, base: float, width: float, colour: Colour, *,
    content: Colour | None = None, rim: Colour | None = None, level: float = 0.1,
) -> float:  # fmt: skip
    """A wide bowl; gives back the height of its rim."""
    r, h = width / 2, width * 0.4
    top = base - h
    profile = [
        (r, top),
        (r * 0.95, top + h * 0.3),
        (r * 0.74, top + h * 0.68),
        (r * 0.42, top + h * 0.93),
        (r * 0.4, base),
    ]
    outline = turned_body(scene, x, profile, colour)
    if rim:
        with scene.within(outline):
            scene.fill(band(x, (r, top + h * 0.08), (r * 0.98, top + h * 0.18)), rim, opacity=0.8)
            scene.fill(
                band(x, (r * 0.9, top + h * 0.42), (r * 0.88, top + h * 0.46)), rim, opacity=0.6
            )
    opening(scene, x, top, r, colour, content=content, level=level)
    return top


def plate(
    scene: Scene, x: float, base: float, width: float, colour: Colour, *, rim: Colour | None = None
) -> None:
    """A flat plate; things lie on it around (x, base - width * 0.05)."""
    r = width / 2
    contact_shadow(scene, x, base + r * 0.1, width * 0.92)
    scene.fill(
        ellipse(x, base - r * 0.02, r, r * 0.3),
        linear(0, darker(colour, 0.12), darker(colour, 0.3)),
    )
    scene.fill(
        ellipse(x, base - r * 0.07, r, r * 0.3),
        linear(15, lighter(colour, 0.5), colour, darker(colour, 0.08)),
    )
    if rim:
        scene.fill(ellipse(x, base - r * 0.07, r * 0.95, r * 0.28), rim, opacity=0.8)
        scene.fill(
            ellipse(x, base - r * 0.07, r * 0.92, r * 0.265),
            linear(15, lighter(colour, 0.5), colour),
        )
    scene.fill(
        ellipse(x, base - r * 0.05, r * 0.7, r * 0.19),
        linear(15, darker(colour, 0.14), lighter(colour, 0.3)),
    )


def teapot(scene: Scene, x: float, base: float, width: float, colour: Colour) -> None:
    """A round pot with a spout to the left and a handle to the right."""
    r, h = width * 0.34, width * 0.52
    top = base - h
    handle = smooth(path(".8,.18 1.5,.02 1.62,.55 .85,.78", x, top, r, h), closed=False)
    scene.line(handle, width * 0.05, linear(20, lighter(colour, 0.15), darker(colour, 0.35)))
    spout = [
        *curve(
            (x - r * 0.7, top + h * 0.72),
            (x - r * 1.3, top + h * 0.6),
            (x - r * 1.55, top - h * 0.02),
        ),
        *curve(
            (x - r * 1.36, top - h * 0.05),
            (x - r * 1.15, top + h * 0.3),
            (x - r * 0.7, top + h * 0.34),
        ),
    ]
    scene.fill(spout, linear(60, lighter(colour, 0.3), darker(colour, 0.3)))
    profile = [
        (r * 0.42, top),
        (r * 0.8, top + h * 0.12),
        (r * 1.02, top + h * 0.48),
        (r * 0.86, top + h * 0.84),
        (r * 0.52, base),
    ]
    turned_body(scene, x, profile, colour)
    lid = [(r * 0.08, top - h * 0.14), (r * 0.3, top - h * 0.08), (r * 0.5, top + h * 0.03)]
    turned_body(scene, x, lid, lighter(colour, 0.06), shadow=False, gloss=0.3)
    scene.fill(
        ellipse(x, top - h * 0.19, r * 0.13, r * 0.12),
        radial((0.35, 0.3), 1, lighter(colour, 0.5), colour, darker(colour, 0.3)),
    )


def pot(
    scene: Scene,
    x: float,
    base: float,
    width: float,
    height: float,
    colour: Colour,
    *,
    lid: Colour | None = None,
    glaze: Colour | None = None,
) -> list[Point]:
    """A bellied earthen pot or small crock."""
    r, top = width / 2, base - height
    profile = [
        (r * 0.6, top),
        (r * 0.58, top + height * 0.07),
        (r * 0.92, top + height * 0.26),
        (r, top + height * 0.46),
        (r * 0.84, top + height * 0.8),
        (r * 0.6, base),
    ]
    outline = turned_body(scene, x, profile, colour, gloss=0.28)
    if glaze:
        drip = [(x - r * 1.1, top)]
        drip += smooth(
            [
                (x + r * (-1.1 + 0.22 * i), top + height * (0.4 + 0.1 * ((i * 7) % 3)))
                for i in range(11)
            ],
            closed=False,
        )
        drip += [(x + r * 1.1, top)]
        with scene.within(outline):
            scene.fill(drip, round_paint(glaze))
            sheen(scene, x, profile, 0.45)
    if lid:
        turned_body(
            scene,
            x,
            [
                (r * 0.2, top - height * 0.15),
                (r * 0.62, top - height * 0.09),
                (r * 0.7, top + height * 0.01),
            ],
            lid,
            shadow=False,
            gloss=0.2,
        )
        scene.fill(
            ellipse(x, top - height * 0.17, r * 0.14, r * 0.1),
            radial((0.4, 0.3), 1, lighter(lid, 0.4), darker(lid, 0.2)),
        )
    else:
        opening(scene, x, top, r * 0.6, colour)
    return outline


def steam(scene: Scene, x: float, y: float, height: float) -> None:
    """Three soft wisps above (x, y)."""
    for i, dx in enumerate((-26, 2, 30)):
        rise = height * (0.8 + 0.2 * (i % 2))
        wisp = smooth(
            [
                (x + dx, y),
                (x + dx + 16, y - rise * 0.33),
                (x + dx - 14, y - rise * 0.66),
                (x + dx + 12, y - rise),
            ],
            closed=False,
        )
        scene.line(wisp, 11, veil(90, (255, 255, 255), 0.0, 0.75, 0.2), blur=6)
