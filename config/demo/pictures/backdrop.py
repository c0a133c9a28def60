"""What stands behind a still life: wall, table, a niche or a view, the shadow of leaves."""

import random

from config.demo.pictures.colours import PALETTES, Palette, darker, lighter, mix, rgb
from config.demo.pictures.engine import (
    Outline,
    Paint,
    Scene,
    glow,
    linear,
    radial,
    veil,
)
from config.demo.pictures.shapes import arc, box, ellipse, leaf, smooth

SIZE = 1200
#: Where the table ends and the wall begins
HORIZON = 700
#: Where things stand on the table
FLOOR = 950


def still_life(rng: random.Random, palette: str, view: str) -> Scene:
    """A wall and a table in the colours of ``palette``.

    view: "plain", "arch", "disc", "window" or "hills".
    """
    colours = PALETTES[palette]
    scene = Scene(SIZE, SIZE, colours.wall)
    _wall(scene, colours)
    if view == "arch":
        _arch(scene, colours, rng)
    elif view == "disc":
        _disc(scene, colours, rng)
    elif view == "window":
        _window_light(scene, colours)
    elif view == "hills":
        _hills_in_arch(scene, colours, rng)
    if view in ("plain", "window") or rng.random() < 0.3:
        _leaf_shadow(scene, rng, colours)
    _table(scene, colours)
    return scene


def table_top(rng: random.Random, palette: str, *, mat: bool = False) -> Scene:
    """A table seen from straight above, with a mat of split bamboo or a round of light on it."""
    colours = PALETTES[palette]
    scene = Scene(SIZE, SIZE, colours.wall)
    ground = radial(
        (0.3, 0.25), 1.1, lighter(colours.wall, 0.35), colours.wall, darker(colours.wall, 0.14)
    )
    scene.fill(box(0, 0, SIZE, SIZE), ground)
    if mat:
        _bamboo_mat(scene, rng, colours)
    _leaf_shadow(scene, rng, colours)
    return scene


def contact_shadow(scene: Scene, x: float, y: float, width: float, depth: float = 0.18) -> None:
    """The shadow a thing ``width`` wide casts where it stands, light coming from the left."""
    deep = rgb("3a2320")
    reach = width * 0.5
    scene.fill(
        ellipse(x + reach * 0.42, y + 6, reach * 1.28, reach * depth * 1.5), deep,
        opacity=0.2, blur=26,
    )  # fmt: skip
    scene.fill(
        ellipse(x + reach * 0.12, y + 2, reach * 1.05, reach * depth * 1.1), deep,
        opacity=0.4, blur=9,
    )  # fmt: skip


def flat_shadow(scene: Scene, outline: Outline, distance: float = 16, blur: float = 16) -> None:
    """The shadow of something lying flat, seen from above."""
    moved = [(x + distance * 0.7, y + distance) for x, y in outline]
    scene.fill(moved, rgb("3a2320"), opacity=0.34, blur=blur)


def _wall(scene: Scene, colours: Palette) -> None:
    paint = radial(
        (0.28, 0.2), 1.05,
        lighter(colours.wall, 0.42), lighter(colours.wall, 0.1), darker(colours.wall, 0.1),
    )  # fmt: skip
    scene.fill(box(0, 0, SIZE, HORIZON + 4), paint)


def _table(scene: Scene, colours: Palette) -> None:
    near = linear(90, lighter(colours.table, 0.3), colours.table, darker(colours.table, 0.12))
    scene.fill(box(0, HORIZON, SIZE, SIZE), near)
    scene.fill(box(0, HORIZON - 1, SIZE, HORIZON + 3), lighter(colours.table, 0.6), opacity=0.7)
    scene.fill(
        box(0, HORIZON - 30, SIZE, HORIZON), veil(90, rgb("3a2320"), 0.0, 0.14)
    )  # the wall darkens towards the table
    scene.fill(ellipse(420, HORIZON + 120, 620, 150), glow((0.5, 0.5), 0.5, (255, 250, 235), 0.5))


def _arch(scene: Scene, colours: Palette, rng: random.Random) -> None:
    centre, half = 600 + rng.choice((-60, 0, 60)), 330
    inside = arch_outline(centre, 150, half, HORIZON)
    scene.fill(inside, linear(60, colours.accent, mix(colours.accent, colours.wall, 0.5)))
    with scene.within(inside):
        # the depth of the niche: its left side is in shadow
        edge = [(x - 34, y + 18) for x, y in inside]
        scene.fill(_ring(inside, edge), darker(colours.wall, 0.35), opacity=0.5, blur=12)
    scene.fill(arch_outline(centre, 150, half, HORIZON), veil(90, (255, 250, 235), 0.25, 0.0, 0.0))


def arch_outline(
    centre: float, top: float, half: float, bottom: float
) -> list[tuple[float, float]]:
    """A niche with a round top."""
    return [
        (centre - half, bottom),
        *arc(centre, top + half, half, half, 180, 360),
        (centre + half, bottom),
    ]


def _ring(outer: Outline, inner: Outline) -> list[tuple[float, float]]:
    return [*outer, outer[0], inner[0], *reversed(list(inner))]


def _disc(scene: Scene, colours: Palette, rng: random.Random) -> None:
    x, y, r = 600 + rng.choice((-110, 0, 110)), 470, 350
    scene.fill(ellipse(x, y, r), linear(70, lighter(colours.accent, 0.35), colours.accent))
    scene.fill(ellipse(x, y, r), veil(90, colours.wall, 0.0, 0.0, 0.55))


def _window_light(scene: Scene, colours: Palette) -> None:
    light = lighter(colours.wall, 0.75)
    for left in (180, 480, 780):
        pane = [(left, 0), (left + 215, 0), (left + 455, 760), (left + 240, 760)]
        scene.fill(pane, light, opacity=0.33, blur=7)
    for height in (300, 610):
        bar = [(0, height), (1200, height - 40), (1200, height - 8), (0, height + 32)]
        scene.fill(bar, mix(colours.wall, darker(colours.wall, 0.1), 0.5), opacity=0.55, blur=8)


def _hills_in_arch(scene: Scene, colours: Palette, rng: random.Random) -> None:
    centre, half, top = 600, 350, 120
    window = arch_outline(centre, top, half, HORIZON)
    scene.fill(arch_outline(centre, top - 16, half + 16, HORIZON), lighter(colours.wall, 0.55))
    sky = linear(90, rgb("f7d9a8"), rgb("fbeccb"), rgb("fdf6e4"))
    scene.fill(window, sky)
    with scene.within(window):
        scene.fill(ellipse(centre + rng.choice((-130, 140)), 290, 62), rgb("f4a261"), opacity=0.9)
        for i, colour in enumerate(("a9c0b1", "85a98f", "5f8f6d", "40714f")):
            base = 390 + i * 78
            scene.fill(ridge(rng, base, 66 - 8 * i, HORIZON + 10), _misty(rgb(colour)))
        edge = [(x - 26, y + 14) for x, y in window]
        scene.fill(_ring(window, edge), rgb("4a3328"), opacity=0.32, blur=11)


def _misty(colour: tuple[int, int, int]) -> Paint:
    return linear(90, colour, mix(colour, rgb("f3ecd8"), 0.45))


def ridge(
    rng: random.Random, base: float, height: float, bottom: float, width: int = SIZE
) -> list[tuple[float, float]]:
    """A line of soft hills across the picture, closed at ``bottom``."""
    xs = range(-160, width + 320, 160)
    tops = [(x + rng.uniform(-40, 40), base - rng.uniform(-0.6, 1.0) * height) for x in xs]
    return [*smooth(tops, closed=False), (width + 400, bottom), (-200, bottom)]


def _leaf_shadow(scene: Scene, rng: random.Random, colours: Palette) -> None:
    """Leaves outside the picture throw a soft shadow on the wall."""
    from_left = rng.random() < 0.5
    x0, toward = (-60, 1) if from_left else (1260, -1)
    tint = darker(colours.wall, 0.55)
    outlines = []
    for i in range(7):
        angle = (-18 + 17 * i) if from_left else (198 - 17 * i)
        whole, _, _ = leaf(x0, 60 + 24 * i, 460 + 40 * (i % 3), 74, angle, 0.1 * toward)
        outlines.append(whole)
    for whole in outlines:
        scene.fill(whole, tint, opacity=0.13, blur=12)


def _bamboo_mat(scene: Scene, rng: random.Random, colours: Palette) -> None:
    slat = 27
    left, right = 90, 1110
    base = mix(rgb("dcbf86"), colours.table, 0.35)
    shapes = [
        box(left + rng.uniform(-9, 9), y, right + rng.uniform(-9, 9), y + slat - 4, 5)
        for y in range(90, 1110, slat)
    ]
    flat_shadow(scene, box(left, 92, right, 1108), 14, 14)
    scene.fill(box(left + 10, 92, right - 10, 1106), darker(base, 0.38))
    scene.fill_all(shapes[::2], linear(15, lighter(base, 0.28), base))
    scene.fill_all(shapes[1::2], linear(15, lighter(base, 0.12), darker(base, 0.07)))
    for x in (250, 600, 950):
        scene.line([(x, 92), (x, 1106)], 5, darker(base, 0.5), opacity=0.55)
