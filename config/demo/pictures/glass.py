"""What light does on and through things."""

from collections.abc import Sequence

from config.demo.pictures.backdrop import contact_shadow
from config.demo.pictures.colours import Colour, darker, lighter, rgb
from config.demo.pictures.engine import Linear, Point, Scene, Stop, glow, linear, veil
from config.demo.pictures.shapes import box, ellipse, lathe
from config.demo.pictures.vessels import sheen


def clear_body(
    scene: Scene,
    x: float,
    profile: Sequence[Point],
    *,
    content: Colour,
    level: float,
    tint: Colour = rgb("dfeae4"),
    shadow: bool = True,
    tilt: float = 0.13,
) -> list[Point]:
    """A glass body filled up to ``level`` (a y); gives back its outline."""
    foot_r, foot_y = profile[-1]
    widest = max(r for r, _ in profile)
    if shadow:
        contact_shadow(scene, x, foot_y + foot_r * 0.05, (foot_r + widest) * 1.02)
        scene.fill(
            ellipse(x + widest * 0.9, foot_y + 8, widest * 0.8, widest * 0.14),
            lighter(content, 0.3),
            opacity=0.3,
            blur=14,
        )
    outline = lathe(x, profile, tilt=tilt)
    scene.fill(outline, tint, opacity=0.35)
    with scene.within(outline):
        surface = max(r for r, y in profile if y >= level) if level > profile[0][1] else widest
        low = box(x - widest, level, x + widest, foot_y + foot_r * tilt + 2)
        scene.fill(
            low,
            Linear(
                (
                    Stop(0.0, darker(content, 0.34)),
                    Stop(0.2, content),
                    Stop(0.42, lighter(content, 0.4)),
                    Stop(0.66, content),
                    Stop(1.0, darker(content, 0.36)),
                )
            ),
        )
        scene.fill(low, veil(90, darker(content, 0.5), 0.0, 0.05, 0.34))
        scene.fill(
            ellipse(x, level, surface * 0.98, surface * tilt),
            linear(10, darker(content, 0.05), lighter(content, 0.42)),
        )
    scene.fill(outline, veil(0, (255, 255, 255), 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.3))
    sheen(scene, x, profile, 0.75)
    return outline


def shine(scene: Scene, x: float, y: float, rx: float, ry: float, strength: float = 0.6) -> None:
    """A soft highlight."""
    scene.fill(ellipse(x, y, rx, ry), glow((0.5, 0.5), 0.5, (255, 255, 255), strength))


def backlight(scene: Scene, x: float, y: float, r: float) -> None:
    """A warm glow behind the main thing, so that it stands out at small sizes."""
    scene.fill(ellipse(x, y, r), glow((0.5, 0.5), 0.5, (255, 250, 232), 0.75))
