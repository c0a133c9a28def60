"""Colours as (red, green, blue), and the palettes of the backdrops."""

from typing import NamedTuple

Colour = tuple[int, int, int]


def rgb(text: str) -> Colour:
    """``"e8d9bd"`` as a colour."""
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """``share`` 0 is all ``one``, 1 all ``other``."""
    return (
        round(one[0] + (other[0] - one[0]) * share),
        round(one[1] + (other[1] - one[1]) * share),
        round(one[2] + (other[2] - one[2]) * share),
    )


def lighter(colour: Colour, share: float) -> Colour:
    """Towards a warm white, as things in the sun."""
    return mix(colour, (255, 250, 238), share)


def darker(colour: Colour, share: float) -> Colour:
    """Towards a deep warm brown: shadows that are never grey."""
    return mix(colour, (46, 26, 30), share)


class Palette(NamedTuple):
    """Colours of a backdrop: wall, table and the shape between them."""

    wall: Colour
    table: Colour
    accent: Colour
    leaf: Colour


PALETTES: dict[str, Palette] = {
    "cream": Palette(rgb("f3e3c8"), rgb("d9b98d"), rgb("fbf2df"), rgb("6f8a58")),
    "sage": Palette(rgb("c9d4b9"), rgb("e9dcc0"), rgb("dfe6d0"), rgb("5d7d55")),
    "terracotta": Palette(rgb("e2a583"), rgb("f0d9bd"), rgb("efc3a4"), rgb("7c7a4b")),
    "teal": Palette(rgb("8fb3ad"), rgb("e6d6b8"), rgb("b4cfc6"), rgb("3f6f66")),
    "mustard": Palette(rgb("ecc678"), rgb("f6e6c4"), rgb("f5dba0"), rgb("7f7f3d")),
    "blush": Palette(rgb("efcbbd"), rgb("f5e7d8"), rgb("f8dfd3"), rgb("7f8f6a")),
    "dusk": Palette(rgb("5d6f86"), rgb("c7a98a"), rgb("8496a5"), rgb("3d5a55")),
    "forest": Palette(rgb("4f6f5c"), rgb("c9a77c"), rgb("7d9a80"), rgb("33533f")),
    "clay": Palette(rgb("b97a5d"), rgb("e9cfae"), rgb("d39f80"), rgb("5f6b43")),
    "mist": Palette(rgb("d5dde0"), rgb("ebdfcb"), rgb("eaf0ee"), rgb("6c8a7d")),
    "plum": Palette(rgb("8a6274"), rgb("e2c6b0"), rgb("b08a96"), rgb("5a6650")),
    "lemon": Palette(rgb("f4e3a1"), rgb("faf1d8"), rgb("fbf0c6"), rgb("7d9450")),
}
