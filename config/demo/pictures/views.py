"""Landscapes, and the picture of the front page."""

import random

from config.demo.pictures.backdrop import SIZE, ridge
from config.demo.pictures.colours import Colour, rgb
from config.demo.pictures.engine import Scene, linear, veil
from config.demo.pictures.houses import boat, stilt_house
from config.demo.pictures.plants import cloud, limb
from config.demo.pictures.scenery import (
    Sky,
    fruit_tree,
    karst,
    palm,
    ranges,
    sky,
    tea_rows,
    terraces,
    water,
)
from config.demo.pictures.shapes import box, curve, ellipse, smooth

DAWN: Sky = (rgb("f6b98a"), rgb("fbd9a8"), rgb("fdeecb"))
MORNING: Sky = (rgb("9fc9d6"), rgb("cfe3dc"), rgb("f6efd8"))
EVENING: Sky = (rgb("7d86a8"), rgb("e0a08c"), rgb("fbd39a"))
RICE = (rgb("a9b84e"), rgb("c9b84a"), rgb("8fae55"), rgb("d9bf58"), rgb("b4b850"))
GREEN_RICE = (rgb("7fae5a"), rgb("94b85e"), rgb("6a9f56"), rgb("a9c062"))


def homestay(rng: random.Random, at: Sky = DAWN) -> Scene:
    """A stilt house above terraces."""
    scene = Scene(SIZE, SIZE, at[0])
    sky(scene, at, (rng.choice((280, 880)), 250, 64))
    ranges(scene, rng, 360, 620, rgb("a8b8b4"), rgb("6f9481"), 4)
    terraces(scene, rng, 620, 1180, RICE if at is DAWN else GREEN_RICE, mirror=rng.random() < 0.5)
    for x, y, s in ((170, 840, 150), (1060, 800, 130), (1130, 860, 110)):
        limb(scene, [(x, y), (x + 4, y - s * 0.5)], s * 0.1, s * 0.06)
        cloud(scene, rng, x, y - s * 0.9, s * 0.5, s * 0.56, rgb("4a7d48"))
    stilt_house(scene, 600, 900, 640)
    return scene


def river(rng: random.Random) -> Scene:
    """A boat between limestone towers."""
    scene = Scene(SIZE, SIZE, MORNING[0])
    sky(scene, MORNING, (850, 230, 58))
    karst(scene, rng, 640, rgb("9db7b4"), count=5, height=360)
    karst(scene, rng, 690, rgb("5f8f86"), count=3, height=430)
    water(scene, 690, (rgb("a8cdc4"), rgb("5f9fa0"), rgb("2f7480")))
    for x, w in ((130, 240), (1080, 280)):
        scene.fill(ellipse(x, 706, w, 26), rgb("6f9a5a"))
    boat(scene, 560, 940, 520)
    for x, y, r in ((170, 1080, 90), (1040, 1100, 120), (320, 1150, 70)):
        scene.fill(ellipse(x, y, r, r * 0.3), linear(20, rgb("9fc46a"), rgb("4f8a52")))
    return scene


def tea_hills(rng: random.Random) -> Scene:
    """Tea hills with a pavilion."""
    scene = Scene(SIZE, SIZE, MORNING[0])
    sky(scene, MORNING, (300, 240, 60))
    ranges(scene, rng, 380, 600, rgb("b7cbc6"), rgb("86ab98"), 3)
    tea_rows(scene, rng, 540, 1200, rgb("5f9448"))
    stilt_house(scene, 880, 640, 260, thatch=rgb("a8603f"))
    return scene


def orchard(rng: random.Random, fruit: Colour) -> Scene:
    """Fruit trees along a path."""
    scene = Scene(SIZE, SIZE, MORNING[0])
    sky(scene, MORNING, (900, 220, 58))
    ranges(scene, rng, 420, 620, rgb("b7cbc6"), rgb("86ab98"), 3)
    ground = [
        *smooth([(-40, 640), (300, 610), (700, 650), (1240, 612)], closed=False),
        (1240, 1240),
        (-40, 1240),
    ]
    scene.fill(ground, linear(90, rgb("b9cc7a"), rgb("86ab55"), rgb("5f8a45")))
    path = [
        *curve((560, 640), (470, 860), (330, 1240)),
        *curve((880, 1240), (700, 860), (620, 640)),
    ]
    scene.fill(path, linear(90, rgb("efd9a8"), rgb("d9b57a")))
    for x, y, s in (
        (400, 700, 210),
        (780, 700, 210),
        (250, 830, 340),
        (960, 830, 340),
        (70, 1060, 560),
        (1140, 1080, 580),
    ):
        fruit_tree(scene, rng, x, y, s, fruit)
    return scene


def village(rng: random.Random) -> Scene:
    """A craft village: a lane, palms and a gate in the evening sun."""
    scene = Scene(SIZE, SIZE, EVENING[0])
    sky(scene, EVENING, (600, 520, 90))
    scene.fill(ridge(rng, 600, 60, 760), linear(90, rgb("8f7f8a"), rgb("d9a88c")))
    water(scene, 700, (rgb("e9b48a"), rgb("b9857a"), rgb("6f6478")))
    stilt_house(scene, 260, 760, 360, thatch=rgb("9a5a44"))
    stilt_house(scene, 980, 750, 300, thatch=rgb("9a5a44"))
    palm(scene, 480, 760, 420, -0.6)
    palm(scene, 780, 750, 360, 0.7)
    boat(scene, 600, 960, 460)
    return scene


def hero(rng: random.Random) -> Scene:
    """Terraces at sunrise, wide: the picture of the front page."""
    scene = Scene(1600, 900, DAWN[0])
    sky(scene, (rgb("f2a77c"), rgb("f9cf9c"), rgb("fdf0d2"), rgb("fdf0d2")), (1090, 176, 58))
    for x, y, w in ((300, 130, 210), (700, 90, 160), (1380, 150, 190)):
        scene.fill(ellipse(x, y, w, 12), rgb("fff6e2"), opacity=0.55, blur=12)
    ranges(scene, rng, 280, 470, rgb("c9b9b4"), rgb("7f9f8f"), 5)
    for y in (420, 455):
        scene.fill(ellipse(800, y, 900, 34), rgb("fff3dc"), opacity=0.5, blur=26)
    terraces(scene, rng, 470, 900, RICE, steps=13, slope=0.16)
    for x, y, s in ((1240, 620, 120), (1340, 640, 150), (1460, 615, 110), (250, 560, 90)):
        limb(scene, [(x, y), (x + 4, y - s * 0.5)], s * 0.1, s * 0.06)
        cloud(scene, rng, x, y - s * 0.9, s * 0.5, s * 0.56, rgb("4a7d48"))
    stilt_house(scene, 1120, 660, 240)
    stilt_house(scene, 420, 560, 130)
    scene.fill(box(0, 0, 1600, 900), veil(35, rgb("fff0cf"), 0.0, 0.0, 0.22, 0.0))
    for i in range(5):
        x = 540 + i * 34
        y = 190 - abs(i - 2) * 16
        scene.line(curve((x - 12, y - 5), (x - 5, y - 9), (x, y)), 3, rgb("6a5a5a"))
        scene.line(curve((x, y), (x + 5, y - 9), (x + 12, y - 5)), 3, rgb("6a5a5a"))
    return scene
