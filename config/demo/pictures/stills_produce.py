"""Still lifes of what is picked, dug and gathered."""

import random

from config.demo.pictures.backdrop import table_top
from config.demo.pictures.catalogue import still, view
from config.demo.pictures.colours import rgb
from config.demo.pictures.engine import Scene
from config.demo.pictures.flowers import lotus, lotus_pod
from config.demo.pictures.fruit import (
    ball,
    citrus,
    cluster,
    grapes,
    half_citrus,
    longan,
    lychee,
    plain_fruit,
    pomelo,
    stack,
)
from config.demo.pictures.glassware import jar
from config.demo.pictures.heaps import heap
from config.demo.pictures.leaves import foliage, leafy_green, rice_ear
from config.demo.pictures.packs import pouch, sack
from config.demo.pictures.roots import carrot, chilli, garlic, mushroom
from config.demo.pictures.shapes import curve
from config.demo.pictures.tropical import (
    banana,
    custard_apple,
    dragon_fruit,
    durian,
    half_dragon_fruit,
    mango,
)
from config.demo.pictures.vessels import bowl
from config.demo.pictures.woven import basket, basket_rim, tray


@still("oranges", "cam chín trên mẹt tre", "teal sage mist", "arch disc")
def oranges(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 900, 1040)
    stack(
        scene,
        cluster(rng, 540, 960, 148, 2),
        lambda s, x, y, r: citrus(s, x, y, r, rgb("e8862a")),
        148,
    )
    citrus(scene, 540, 410, 150, rgb("e8862a"), leafy=True)
    half_citrus(scene, 930, 970, 132, rgb("ef9a3a"))


@still("pomelo", "bưởi da xanh còn lá", "cream blush teal", "hills arch")
def pomelos(scene: Scene, rng: random.Random) -> None:
    pomelo(scene, 450, 660, 310)
    pomelo(scene, 870, 790, 235)


@still("lychee", "vải thiều trong giỏ tre", "sage mist lemon", "disc arch")
def lychees(scene: Scene, rng: random.Random) -> None:
    top = basket(scene, 600, 1030, 800, 360)
    stack(scene, cluster(rng, 600, top + 76, 92, 3), lychee, 92)
    for angle in (-158, -28, -96):
        foliage(scene, 600, 420, 250, angle)
    lychee(scene, 930, 1060, 86)
    lychee(scene, 1040, 1020, 74)
    basket_rim(scene, 600, top, 800)


@still("longan", "nhãn lồng cả chùm trên mẹt", "teal sage", "disc hills")
def longans(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 900, 1040)
    for dx in (-190, -60, 90, 210):
        scene.line(curve((600, 360), (600 + dx * 0.4, 540), (600 + dx, 800)), 12, rgb("7d6040"))
    stack(scene, cluster(rng, 600, 985, 78, 5), longan, 78)
    for angle in (-160, -24, -116, -64):
        foliage(scene, 600, 420, 260, angle)


@still("mango", "xoài chín vàng", "mist sage blush", "arch disc")
def mangoes(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 910, 1040)
    mango(scene, 430, 690, 200)
    mango(scene, 780, 730, 210, turn=14)
    mango(scene, 560, 890, 200, turn=-8)
    foliage(scene, 640, 560, 280, -40)
    foliage(scene, 640, 560, 240, -130)


@still("dragon-fruit", "thanh long ruột đỏ bổ đôi", "mist lemon sage", "arch disc")
def dragon_fruits(scene: Scene, rng: random.Random) -> None:
    dragon_fruit(scene, 430, 680, 310)
    half_dragon_fruit(scene, 870, 820, 220, rgb("c02a63"))


@still("durian", "quả sầu riêng", "cream mist terracotta", "window disc")
def durians(scene: Scene, rng: random.Random) -> None:
    durian(scene, 600, 660, 370)


@still("banana", "nải chuối chín", "sage teal blush", "disc arch")
def bananas(scene: Scene, rng: random.Random) -> None:
    banana(scene, 600, 700, 440)


@still("grapes", "chùm nho tím trên mẹt", "cream sage", "plain disc")
def grape_bunch(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 940, 1040)
    grapes(scene, 560, 270, 84, rgb("6a3a6a"))


@still("custard-apple", "na dai trong giỏ", "blush cream mist", "disc arch")
def custard_apples(scene: Scene, rng: random.Random) -> None:
    custard_apple(scene, 400, 760, 190)
    custard_apple(scene, 780, 700, 230)
    custard_apple(scene, 580, 920, 170)
    foliage(scene, 790, 440, 300, -30)
    foliage(scene, 790, 440, 260, 200)


@still("plums", "mận tam hoa trong bát gốm", "sage cream", "hills arch")
def plums(scene: Scene, rng: random.Random) -> None:
    top = bowl(scene, 600, 1040, 820, rgb("e9e2d0"), rim=rgb("3d6a8a"))
    stack(
        scene,
        cluster(rng, 600, top + 76, 106, 3),
        lambda s, x, y, r: plain_fruit(s, x, y, r, rgb("8f2f4a"), rgb("d8804a")),
        106,
    )
    foliage(scene, 640, 360, 230, -30)


@still("pears", "lê vỏ nâu", "teal mist", "disc plain")
def pears(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 930, 1040)
    stack(
        scene,
        cluster(rng, 600, 1000, 150, 2),
        lambda s, x, y, r: plain_fruit(s, x, y, r, rgb("c9a44f"), rgb("a8843a")),
        150,
    )
    plain_fruit(scene, 600, 440, 150, rgb("cfae5a"), rgb("a8843a"))
    foliage(scene, 620, 280, 240, -24)


@still("guava", "ổi xanh trong giỏ tre", "blush cream", "arch disc")
def guavas(scene: Scene, rng: random.Random) -> None:
    top = basket(scene, 600, 1030, 800, 340)
    stack(
        scene,
        cluster(rng, 600, top + 84, 124, 2),
        lambda s, x, y, r: plain_fruit(s, x, y, r, rgb("a9c46a"), rgb("c9d68a")),
        124,
    )
    plain_fruit(scene, 600, 370, 124, rgb("a9c46a"), rgb("c9d68a"))
    foliage(scene, 620, 250, 220, -30)
    basket_rim(scene, 600, top, 800)


@still("carrots", "cà rốt tươi còn lá", "teal mist sage", "disc plain")
def carrots(scene: Scene, rng: random.Random) -> None:
    tray(scene, 640, 880, 1080)
    for x, y, angle in ((380, 640, 16), (350, 760, 6), (380, 890, -5)):
        carrot(scene, x, y, 640, angle)


@still("garlic", "tỏi ta và ớt tươi", "clay forest teal", "arch disc")
def garlics(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 920, 1040)
    garlic(scene, 400, 770, 180)
    garlic(scene, 770, 780, 195)
    garlic(scene, 570, 900, 175)
    chilli(scene, 830, 960, 220, 18)
    chilli(scene, 800, 1000, 210, -8)


@still("shallots", "hành tím và tỏi", "cream sage", "disc window")
def shallots(scene: Scene, rng: random.Random) -> None:
    top = basket(scene, 600, 1030, 800, 330)
    for x, y, r in (
        (420, 560, 120),
        (600, 500, 130),
        (790, 560, 122),
        (510, 650, 124),
        (700, 650, 128),
    ):
        garlic(scene, x, y, r, colour=rgb("b06a86"), tint=rgb("6a2f4f"))
    basket_rim(scene, 600, top, 800)


@still("greens", "bó rau cải tươi", "lemon cream blush", "disc arch")
def greens(scene: Scene, rng: random.Random) -> None:
    leafy_green(scene, 600, 1060, 700, rgb("4f8a45"))


@still("mushrooms", "nấm hương tươi", "forest sage terracotta", "disc plain")
def mushrooms(scene: Scene, rng: random.Random) -> None:
    for x, y, size in ((390, 900, 430), (790, 880, 540), (580, 1010, 350)):
        mushroom(scene, x, y, size, rgb("8a5f42"))


@still("lotus-seeds", "hạt sen, đài sen và hoa sen", "blush mist", "arch disc")
def lotus_seeds(scene: Scene, rng: random.Random) -> None:
    lotus(scene, 420, 640, 560)
    lotus_pod(scene, 830, 640, 150)
    bowl(scene, 720, 1040, 520, rgb("6a8a8f"))
    heap(scene, rng, 720, 850, 230, 130, rgb("efe4c4"), "round", size=0.17)


@still("rice", "bao gạo và bông lúa chín", "mustard sage cream", "hills disc")
def rice(scene: Scene, rng: random.Random) -> None:
    for i in range(5):
        rice_ear(scene, 850 + i * 26, 1050, 660, 0.8 if i % 2 else -0.5)
    sack(scene, 510, 1040, 620, 600, rgb("cbb58c"), text="GẠO NGON", content=rgb("f4ead2"))


@still("sticky-rice", "nếp cái hoa vàng trong bát gỗ", "cream teal", "arch disc")
def sticky_rice(scene: Scene, rng: random.Random) -> None:
    for i in range(4):
        rice_ear(scene, 250 + i * 22, 1010, 640, -0.3 if i % 2 else 0.4)
    bowl(scene, 650, 1030, 700, rgb("8a5a38"))
    heap(scene, rng, 650, 775, 320, 190, rgb("f6f0dc"), "bean", size=0.08)


@still("beans", "đậu xanh và đậu đen", "blush sage", "window arch")
def beans(scene: Scene, rng: random.Random) -> None:
    bowl(scene, 400, 960, 560, rgb("b97a5d"))
    heap(scene, rng, 400, 756, 250, 140, rgb("7d9a4a"), "bean", size=0.12)
    bowl(scene, 810, 1060, 520, rgb("e9e2d0"), rim=rgb("3d6a8a"))
    heap(scene, rng, 810, 870, 230, 130, rgb("3f3540"), "bean", size=0.13)


@still("cashew", "hạt điều rang", "teal sage terracotta", "disc window")
def cashews(scene: Scene, rng: random.Random) -> None:
    pouch(scene, 370, 930, 430, 680, rgb("8c3f2a"), text="HẠT ĐIỀU", window=rgb("dfb878"))
    bowl(scene, 760, 1060, 620, rgb("6a7d8a"))
    heap(scene, rng, 760, 840, 280, 170, rgb("dfb878"), "cashew")


@still("pepper", "lọ hạt tiêu đen", "clay sage", "disc plain")
def pepper(scene: Scene, rng: random.Random) -> None:
    jar(scene, 430, 990, 430, 600, rgb("3f3430"), text="HẠT TIÊU", lid=rgb("3a2f2a"))
    heap(scene, rng, 830, 1030, 230, 120, rgb("4a3d38"), "round", size=0.12)
    foliage(scene, 760, 860, 260, -30)


@view("basket-market", "mẹt rau củ nhìn từ trên xuống")
def market(rng: random.Random) -> Scene:
    scene = table_top(rng, "sage", mat=True)
    for x, y, angle in ((300, 340, 12), (280, 460, 2)):
        carrot(scene, x, y, 460, angle)
    for x, y in ((860, 330), (990, 420), (830, 480)):
        ball(scene, x, y, 110, rgb("d8402f"))
        foliage(scene, x, y - 70, 60, -60)
    garlic(scene, 330, 820, 130)
    garlic(scene, 520, 900, 120)
    for i in range(4):
        chilli(scene, 700 + i * 40, 720 + i * 60, 250, 30 + i * 6)
    return scene
