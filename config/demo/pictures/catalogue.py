"""The register of drawn pictures: a name, how it is painted, and what it shows in words."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from config.demo.pictures.backdrop import still_life
from config.demo.pictures.engine import Scene
from config.demo.pictures.glass import backlight

Painter = Callable[[Scene, random.Random], None]
ViewPainter = Callable[[random.Random], Scene]


@dataclass(frozen=True, slots=True)
class Motif:
    """A picture that can be drawn. Variants differ in colours, backdrop and arrangement."""

    name: str
    #: What it shows, in Vietnamese, for the alt text
    shows: str
    palettes: tuple[str, ...]
    views: tuple[str, ...]
    paint: Painter | None = None
    paint_view: ViewPainter | None = None

    def draw(self, variant: int = 0) -> Image.Image:
        """The picture, the same for the same variant on every machine."""
        rng = random.Random(f"{self.name}/{variant}")  # noqa: S311 -- a seed for colours
        if self.paint_view:
            return self.paint_view(rng).image
        palette = self.palettes[variant % len(self.palettes)]
        view = self.views[variant % len(self.views)]
        scene = still_life(rng, palette, view)
        backlight(scene, 600, 560, 540)
        if self.paint:
            self.paint(scene, rng)
        return scene.image


MOTIFS: dict[str, Motif] = {}


def still(name: str, shows: str, palettes: str, views: str) -> Callable[[Painter], Painter]:
    """Enter a still life under ``name``; palettes and views are lists separated by blanks."""

    def enter(paint: Painter) -> Painter:
        MOTIFS[name] = Motif(name, shows, tuple(palettes.split()), tuple(views.split()), paint)
        return paint

    return enter


def view(name: str, shows: str) -> Callable[[ViewPainter], ViewPainter]:
    """Enter a picture that paints its own ground: a landscape, a pond."""

    def enter(paint: ViewPainter) -> ViewPainter:
        MOTIFS[name] = Motif(name, shows, (), (), paint_view=paint)
        return paint

    return enter
