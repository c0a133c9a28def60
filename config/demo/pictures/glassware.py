"""Jars and bottles with their labels."""

from config.demo.pictures.colours import Colour, lighter, rgb
from config.demo.pictures.engine import Scene, linear
from config.demo.pictures.glass import clear_body
from config.demo.pictures.shapes import band, ellipse, leaf, path
from config.demo.pictures.vessels import round_paint, turned_body

PAPER = rgb("fbf4e4")
INK = rgb("3a2a22")


def sprig(scene: Scene, x: float, y: float, size: float, colour: Colour) -> None:
    """A small printed lotus: the emblem of every made-up label."""
    petals = [
        leaf(x, y, size * share, size * 0.34, angle)[0]
        for angle, share in ((-168, 0.72), (-12, 0.72), (-130, 0.86), (-50, 0.86), (-90, 1.0))
    ]
    scene.fill_all(petals, colour)


def label(
    scene: Scene, x: float, top: float, bottom: float, r: float, text: str, *,
    paper: Colour = PAPER, ink: Colour = INK, accent: Colour = rgb("a8442a"),
    tilt: float = 0.13,
) -> None:  # fmt: skip
    """A paper strip around a round body, with an emblem and a name."""
    strip = band(x, (r, top), (r, bottom), tilt=tilt)
    scene.fill(strip, round_paint(paper, depth=0.5))
    height = bottom - top
    for at in (0.06, 0.9):
        y = top + height * at
        line = band(x, (r, y), (r, y + height * 0.035), tilt=tilt)
        scene.fill(line, round_paint(accent, depth=0.6))
    middle = top + height * 0.5 + r * tilt * 0.9
    sprig(scene, x, middle - height * 0.03, height * 0.24, accent)
    scene.write(text, x, middle + height * 0.2, height * 0.26, ink, width=r * 1.5)


def jar(
    scene: Scene, x: float, base: float, width: float, height: float, content: Colour, *,
    lid: Colour = rgb("b08a3e"), text: str = "", fill_to: float = 0.14,
    accent: Colour = rgb("a8442a"), paper: Colour = PAPER,
) -> None:  # fmt: skip
    """A glass jar with a round lid."""
    r, top = width / 2, base - height
    profile = [
        (r * 0.82, top + height * 0.1),
        (r * 0.86, top + height * 0.15),
        (r, top + height * 0.25),
        (r, top + height * 0.6),
        (r * 0.99, top + height * 0.9),
        (r * 0.9, base),
    ]
    clear_body(scene, x, profile, content=content, level=top + height * (0.12 + fill_to))
    if text:
        label(scene, x, top + height * 0.4, top + height * 0.8, r, text, accent=accent, paper=paper)
    cap = [(r * 0.86, top), (r * 0.88, top + height * 0.015), (r * 0.88, top + height * 0.125)]
    turned_body(scene, x, cap, lid, shadow=False, gloss=0.4, tilt=0.13, soft=False)
    scene.fill(ellipse(x, top, r * 0.86, r * 0.86 * 0.13), linear(15, lighter(lid, 0.5), lid))


def bottle(
    scene: Scene, x: float, base: float, width: float, height: float, content: Colour, *,
    glass: Colour | None = None, cap: Colour = rgb("8f2f26"), text: str = "",
    neck: float = 0.3, shoulder: float = 0.42, fill_to: float = 0.3,
    accent: Colour = rgb("a8442a"), paper: Colour = PAPER,
) -> None:  # fmt: skip
    """A bottle; ``glass`` makes it dark and opaque."""
    r, top = width / 2, base - height
    thin = r * neck
    profile = [
        (thin, top + height * 0.06),
        (thin, top + height * 0.2),
        (thin * 1.15, top + height * (shoulder - 0.14)),
        (r * 0.86, top + height * (shoulder - 0.03)),
        (r, top + height * (shoulder + 0.05)),
        (r, top + height * 0.75),
        (r * 0.97, base),
    ]
    if glass:
        turned_body(scene, x, profile, glass, gloss=0.55, tilt=0.1)
    else:
        clear_body(scene, x, profile, content=content, level=top + height * fill_to, tilt=0.1)
    if text:
        label(
            scene,
            x,
            top + height * 0.53,
            top + height * 0.85,
            r,
            text,
            accent=accent,
            paper=paper,
            tilt=0.1,
        )
    stopper = [
        (thin * 1.12, top),
        (thin * 1.16, top + height * 0.02),
        (thin * 1.16, top + height * 0.1),
    ]
    turned_body(scene, x, stopper, cap, shadow=False, gloss=0.35, tilt=0.12, soft=False)
    scene.fill(ellipse(x, top, thin * 1.12, thin * 0.14), lighter(cap, 0.35))


def vial(
    scene: Scene, x: float, base: float, width: float, glass: Colour, *, text: str = "",
    accent: Colour = rgb("5d7d55"),
) -> None:  # fmt: skip
    """A small bottle with a dropper."""
    r, height = width / 2, width * 1.35
    top = base - height
    profile = [
        (r * 0.42, top),
        (r * 0.5, top + height * 0.06),
        (r * 0.94, top + height * 0.2),
        (r, top + height * 0.34),
        (r, top + height * 0.8),
        (r * 0.93, base),
    ]
    turned_body(scene, x, profile, glass, gloss=0.6, tilt=0.12)
    if text:
        label(scene, x, top + height * 0.4, top + height * 0.82, r, text, accent=accent, tilt=0.12)
    collar = [
        (r * 0.46, top - height * 0.16),
        (r * 0.48, top - height * 0.14),
        (r * 0.48, top + height * 0.02),
    ]
    turned_body(scene, x, collar, rgb("2f2a28"), shadow=False, gloss=0.3, soft=False)
    bulb = path(".1,-.55 .24,-.5 .26,-.3 .34,-.2 .34,-.15", 0, top, r, height)
    turned_body(scene, x, bulb, rgb("4a4340"), shadow=False, gloss=0.4)
