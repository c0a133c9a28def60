"""Porcelain and lacquer."""

from config.demo.pictures.colours import Colour, darker
from config.demo.pictures.engine import Scene, veil
from config.demo.pictures.shapes import band, leaf, path, smooth
from config.demo.pictures.vessels import opening, turned_body


def vase(
    scene: Scene,
    x: float,
    base: float,
    width: float,
    height: float,
    colour: Colour,
    ink: Colour,
    *,
    shape: str = "bottle",
) -> None:
    """A porcelain vase painted with a lotus scroll. shape: "bottle", "jar" or "gourd"."""
    r, top = width / 2, base - height
    profiles = {
        "bottle": [
            (0.3, 0.0),
            (0.24, 0.07),
            (0.22, 0.28),
            (0.42, 0.4),
            (0.92, 0.58),
            (1.0, 0.72),
            (0.84, 0.88),
            (0.56, 1.0),
        ],
        "jar": [
            (0.5, 0.0),
            (0.46, 0.06),
            (0.86, 0.2),
            (1.0, 0.36),
            (0.9, 0.62),
            (0.64, 0.86),
            (0.6, 1.0),
        ],
        "gourd": [
            (0.26, 0.0),
            (0.22, 0.08),
            (0.5, 0.2),
            (0.52, 0.32),
            (0.3, 0.42),
            (0.8, 0.58),
            (1.0, 0.74),
            (0.86, 0.92),
            (0.6, 1.0),
        ],
    }
    profile = [(pr * r, top + py * height) for pr, py in profiles[shape]]
    outline = turned_body(scene, x, profile, colour, gloss=0.0)
    with scene.within(outline):
        for share in (0.95, 0.9):
            y = top + share * height
            scene.fill(band(x, (r, y), (r, y + height * 0.016)), ink, opacity=0.85)
        for share in (0.36, 0.395) if shape == "bottle" else (0.15, 0.18):
            y = top + share * height
            scene.fill(band(x, (r, y), (r, y + height * 0.013)), ink, opacity=0.85)
        cy = top + height * (0.66 if shape != "jar" else 0.48)
        _scroll(scene, x, cy, r * 0.82, ink)
        petals = [
            leaf(x - r + (i + 0.5) * r * 0.25, base - height * 0.1, height * 0.1, r * 0.2, -90)[0]
            for i in range(8)
        ]
        scene.fill_all(petals, ink, opacity=0.7)
    scene.fill(outline, veil(0, darker(ink, 0.6), 0.3, 0.0, 0.0, 0.05, 0.4))
    gleam = smooth(path("-.6,.62 -.5,.55 -.52,.72 -.6,.78", x, top, r, height))
    scene.fill(gleam, (255, 255, 255), opacity=0.7, blur=6)
    opening(scene, x, top, profile[0][0], colour)


def _scroll(scene: Scene, x: float, y: float, r: float, ink: Colour) -> None:
    petals = [
        leaf(x, y + r * 0.16, r * 0.46 * s, r * 0.2, a)[0]
        for a, s in (
            (-170, 0.9),
            (-10, 0.9),
            (-135, 1),
            (-45, 1),
            (-90, 1.05),
            (-112, 0.8),
            (-68, 0.8),
        )
    ]
    scene.fill_all(petals, ink, opacity=0.9)
    scene.fill_all(
        [
            leaf(x, y + r * 0.13, r * 0.3 * s, r * 0.09, a)[0]
            for a, s in ((-150, 1), (-30, 1), (-90, 1.1))
        ],
        (244, 244, 240),
        opacity=0.8,
    )
    for side in (-1, 1):
        vine = smooth(
            [
                (x + side * r * 0.14, y + r * 0.2),
                (x + side * r * 0.5, y + r * 0.4),
                (x + side * r * 0.86, y + r * 0.1),
                (x + side * r * 0.66, y - r * 0.24),
                (x + side * r * 0.96, y - r * 0.4),
            ],
            closed=False,
        )
        scene.line(vine, r * 0.045, ink, opacity=0.9)
        scene.fill_all(
            [
                leaf(*vine[i], r * 0.26, r * 0.12, a)[0]
                for i, a in (
                    (9, 90),
                    (16, 60 * side),
                    (24, -30 if side > 0 else 210),
                    (33, 150 if side > 0 else 30),
                )
            ],
            ink,
            opacity=0.85,
        )
