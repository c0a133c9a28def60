"""Pictures drawn by code for the demo: still lifes of products, and landscapes."""

import random

from PIL import Image

from config.demo.pictures import (
    stills_crafts,
    stills_drinks,
    stills_kitchen,
    stills_produce,
    stills_remedies,
    views,
)
from config.demo.pictures.catalogue import MOTIFS, Motif

__all__ = [
    "MOTIFS",
    "Motif",
    "hero",
    "stills_crafts",
    "stills_drinks",
    "stills_kitchen",
    "stills_produce",
    "stills_remedies",
]


def hero() -> Image.Image:
    """The wide picture of the front page, 1600 × 900."""
    return views.hero(random.Random("hero/9")).image  # noqa: S311 -- a seed for colours
