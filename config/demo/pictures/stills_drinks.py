"""Still lifes of teas, coffees, wines and waters."""

import random

from config.demo.pictures import ceramics
from config.demo.pictures.catalogue import still
from config.demo.pictures.colours import rgb
from config.demo.pictures.engine import Scene
from config.demo.pictures.flowers import daisy, lotus
from config.demo.pictures.fruit import ball, citrus
from config.demo.pictures.glassware import bottle, jar
from config.demo.pictures.heaps import heap, powder
from config.demo.pictures.leaves import foliage, frond, loose_tea, tea_sprig
from config.demo.pictures.packs import pouch, tin
from config.demo.pictures.vessels import bowl, cup, pot, steam, teapot


@still("tea", "ấm trà, chén trà và búp chè", "sage teal cream", "hills arch disc")
def tea(scene: Scene, rng: random.Random) -> None:
    teapot(scene, 480, 900, 680, rgb("7a4030"))
    loose_tea(scene, rng, 280, 1030, 180, 84, rgb("4f5a34"))
    cup(scene, 890, 1010, 280, rgb("f1eadc"), content=rgb("b3b34a"), stripe=rgb("3d6a8a"))
    steam(scene, 890, 800, 220)
    tea_sprig(scene, 590, 1090, 250, -30)


@still("tea-pouch", "gói chè và búp chè tươi", "terracotta blush mustard", "hills disc arch")
def tea_pouch(scene: Scene, rng: random.Random) -> None:
    pouch(scene, 470, 1000, 520, 800, rgb("39593f"), text="CHÈ SẠCH", window=rgb("5a5a3a"))
    loose_tea(scene, rng, 900, 1010, 210, 100, rgb("4f5a34"))
    tea_sprig(scene, 860, 860, 330, -60)


@still("black-tea", "chén hồng trà và hộp trà", "mist sage", "arch disc")
def black_tea(scene: Scene, rng: random.Random) -> None:
    tin(scene, 390, 970, 420, 620, rgb("7d2f28"), text="HỒNG TRÀ")
    cup(scene, 840, 1020, 340, rgb("f4efe6"), content=rgb("a8441e"), handle=True)
    steam(scene, 840, 770, 230)


@still("lotus-tea", "trà ướp sen và hoa sen", "blush sage", "arch disc")
def lotus_tea(scene: Scene, rng: random.Random) -> None:
    tin(scene, 360, 960, 400, 620, rgb("3f6f5c"), text="TRÀ SEN")
    lotus(scene, 810, 820, 520)
    cup(scene, 760, 1070, 240, rgb("f1eadc"), content=rgb("c4b24a"), stripe=rgb("a8506a"))


@still("flower-tea", "trà hoa cúc", "lemon mist", "disc window")
def flower_tea(scene: Scene, rng: random.Random) -> None:
    jar(scene, 400, 980, 430, 640, rgb("e3b23c"), text="TRÀ HOA", fill_to=0.2)
    cup(scene, 830, 1010, 340, rgb("e6efe9"), content=rgb("e0b845"))
    for x, y, r in ((780, 780, 40), (860, 774, 46), (820, 796, 36)):
        daisy(scene, x, y, r, rgb("f4d35e"))
    for x, y in ((620, 1070), (1010, 1080), (560, 1010)):
        daisy(scene, x, y, 66, rgb("f2c84b"))


@still("coffee", "gói cà phê và tách cà phê", "clay mist cream", "arch disc window")
def coffee(scene: Scene, rng: random.Random) -> None:
    pouch(scene, 390, 980, 470, 760, rgb("4a2f22"), text="CÀ PHÊ", window=rgb("5a3420"))
    cup(scene, 850, 950, 350, rgb("f1e6d6"), content=rgb("4a2a18"), handle=True)
    steam(scene, 850, 690, 230)
    heap(scene, rng, 790, 1080, 220, 80, rgb("5a3420"), "coffee", size=0.15)


@still("cocoa", "hộp bột ca cao và quả ca cao", "terracotta sage", "disc arch")
def cocoa(scene: Scene, rng: random.Random) -> None:
    tin(scene, 400, 980, 440, 640, rgb("5a3322"), text="CA CAO")
    bowl(scene, 850, 1050, 420, rgb("e9e2d0"))
    powder(scene, rng, 850, 890, 180, 110, rgb("6d3f28"))
    foliage(scene, 760, 780, 240, -40)


@still("rice-wine", "chum rượu và chén sành", "terracotta sage cream", "hills window")
def rice_wine(scene: Scene, rng: random.Random) -> None:
    pot(scene, 440, 990, 560, 660, rgb("6d4a38"), lid=rgb("a8322a"), glaze=rgb("3f2c24"))
    bottle(scene, 800, 980, 220, 640, rgb("e9efe6"), text="RƯỢU", cap=rgb("a8322a"))
    for x in (960, 1060):
        cup(scene, x, 1060, 120, rgb("efe6d6"), content=rgb("f3f3ea"))


@still("leaf-wine", "chai rượu men lá", "forest mist cream", "disc arch")
def leaf_wine(scene: Scene, rng: random.Random) -> None:
    for angle in (-150, -30, -115, -65):
        frond(scene, 600, 930, 420, angle, rgb("6f9a5a"))
    bottle(
        scene,
        470,
        1010,
        310,
        890,
        rgb("cfd8c4"),
        glass=rgb("3f5a3f"),
        text="MEN LÁ",
        cap=rgb("8a5a38"),
    )
    for x in (800, 940):
        cup(scene, x, 1040, 160, rgb("efe6d6"), content=rgb("f3f3ea"))


@still("fruit-wine", "chai rượu quả", "blush mist", "arch disc")
def fruit_wine(scene: Scene, rng: random.Random) -> None:
    bottle(scene, 450, 1010, 310, 890, rgb("8f2440"), text="VANG QUẢ", cap=rgb("3a2230"))
    for x, y, r in ((760, 960, 110), (930, 980, 96), (840, 1060, 90)):
        ball(scene, x, y, r, rgb("8f2f4a"), ground=True)
    foliage(scene, 780, 860, 220, -30)


@still("lotus-wine", "bình rượu sen", "sage blush", "arch disc")
def lotus_wine(scene: Scene, rng: random.Random) -> None:
    ceramics.vase(scene, 410, 1010, 420, 760, rgb("eef0ee"), rgb("a8506a"), shape="gourd")
    lotus(scene, 830, 880, 470)
    cup(scene, 720, 1080, 140, rgb("efe6d6"), content=rgb("f6e6c8"))


@still("juice", "chai nước quả ép", "lemon teal sage", "disc window")
def juice(scene: Scene, rng: random.Random) -> None:
    bottle(
        scene,
        400,
        1000,
        290,
        780,
        rgb("e8862a"),
        text="NƯỚC ÉP",
        neck=0.5,
        shoulder=0.34,
        cap=rgb("f2ead8"),
        fill_to=0.24,
    )
    bottle(
        scene,
        700,
        1040,
        290,
        780,
        rgb("c43a4a"),
        text="NƯỚC ÉP",
        neck=0.5,
        shoulder=0.34,
        cap=rgb("f2ead8"),
        fill_to=0.24,
    )
    citrus(scene, 980, 970, 120, rgb("e8862a"), leafy=True)


@still("water", "chai nước khoáng", "mist teal", "hills disc")
def water(scene: Scene, rng: random.Random) -> None:
    for x, y in ((420, 970), (740, 1030)):
        bottle(
            scene,
            x,
            y,
            280,
            860,
            rgb("bfe0e6"),
            text="NƯỚC SUỐI",
            cap=rgb("2f6f9a"),
            accent=rgb("2f6f9a"),
            fill_to=0.2,
            neck=0.36,
        )


@still("kombucha", "chai trà trái cây", "blush lemon", "disc plain")
def kombucha(scene: Scene, rng: random.Random) -> None:
    bottle(
        scene,
        450,
        1010,
        330,
        820,
        rgb("d98a4a"),
        text="TRÀ QUẢ",
        neck=0.4,
        cap=rgb("3f5a3f"),
        accent=rgb("3f6f4a"),
    )
    citrus(scene, 800, 960, 130, rgb("d9a52b"), leafy=True)
    citrus(scene, 960, 1040, 96, rgb("b9c65a"))
