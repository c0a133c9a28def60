"""Still lifes of remedies and of what washes and scents."""

import random

from config.demo.pictures.catalogue import still
from config.demo.pictures.colours import rgb
from config.demo.pictures.engine import Scene
from config.demo.pictures.glassware import bottle, jar, vial
from config.demo.pictures.heaps import heap
from config.demo.pictures.leaves import frond
from config.demo.pictures.packs import carton
from config.demo.pictures.roots import garlic, long_root, mushroom
from config.demo.pictures.sweets import block
from config.demo.pictures.vessels import cup
from config.demo.pictures.woven import tray


@still("herbal-box", "hộp trà thảo dược", "sage cream blush", "window arch")
def herbal_box(scene: Scene, rng: random.Random) -> None:
    for angle in (-40, -75):
        frond(scene, 800, 980, 520, angle, rgb("6f9a5a"))
    carton(scene, 420, 1000, 490, 720, rgb("4f7d5a"), text="THẢO DƯỢC")
    cup(scene, 880, 1050, 250, rgb("f1eadc"), content=rgb("a87a2e"))


@still("herb-extract", "lọ cao thảo dược", "mist teal", "arch disc")
def extract(scene: Scene, rng: random.Random) -> None:
    for angle in (-50, -90, -130):
        frond(scene, 800, 960, 500, angle, rgb("5f8f5a"))
    jar(
        scene,
        430,
        1010,
        470,
        560,
        rgb("3f2a20"),
        text="CAO LÁ",
        lid=rgb("3a4f3f"),
        accent=rgb("3f6f4a"),
    )
    cup(scene, 880, 1050, 220, rgb("efe6d6"), content=rgb("5a3a24"))


@still("essential-oil", "lọ tinh dầu và lá thơm", "teal sage mist", "window disc arch")
def essential_oil(scene: Scene, rng: random.Random) -> None:
    for angle in (-25, -60, -150):
        frond(scene, 640, 1000, 520, angle, rgb("5f8f6a"))
    vial(scene, 460, 1020, 380, rgb("7a4520"), text="TINH DẦU")
    vial(scene, 860, 1060, 250, rgb("35604f"), text="SẢ", accent=rgb("8a6a3a"))


@still("ginseng", "sâm củ trên mẹt", "mist cream", "arch disc")
def ginseng(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 900, 1060)
    long_root(scene, 620, 700, 640, rgb("e0c190"), angle=6)
    long_root(scene, 620, 920, 600, rgb("d6b380"), angle=-6)


@still("cordyceps", "lọ đông trùng hạ thảo", "plum sage", "disc arch")
def cordyceps(scene: Scene, rng: random.Random) -> None:
    jar(scene, 430, 1000, 450, 640, rgb("e0862a"), text="ĐÔNG TRÙNG", lid=rgb("3a2f2a"))
    heap(scene, rng, 840, 1040, 250, 130, rgb("e08a2e"), "stick", size=0.16)


@still("reishi", "nấm linh chi", "cream forest", "disc window")
def reishi(scene: Scene, rng: random.Random) -> None:
    for x, y, size in ((420, 960, 520), (820, 940, 430), (640, 1060, 360)):
        mushroom(scene, x, y, size, rgb("8f3f22"), stem=rgb("a8683f"))


@still("black-garlic", "lọ tỏi đen", "sage mist", "plain arch")
def black_garlic(scene: Scene, rng: random.Random) -> None:
    jar(scene, 420, 1000, 460, 640, rgb("3a2a28"), text="TỎI ĐEN", lid=rgb("2f2a28"))
    garlic(scene, 820, 960, 150)
    garlic(scene, 990, 1040, 96, colour=rgb("4a3a38"), tint=rgb("2a1f20"))


@still("soap", "xà phòng thảo mộc", "sage blush", "window disc")
def soap(scene: Scene, rng: random.Random) -> None:
    for angle in (-35, -70):
        frond(scene, 820, 920, 460, angle, rgb("6f9a5a"))
    block(scene, 520, 1010, 640, rgb("a9b87a"), "BỒ KẾT")
    block(scene, 590, 750, 560, rgb("d9b27a"), "SẢ GỪNG")


@still("shampoo", "chai dầu gội thảo mộc", "mist cream", "arch plain")
def shampoo(scene: Scene, rng: random.Random) -> None:
    for angle in (-30, -70, -145):
        frond(scene, 700, 980, 500, angle, rgb("5f8f5a"))
    bottle(
        scene,
        480,
        1020,
        380,
        800,
        rgb("5a3a24"),
        glass=rgb("6d4a2e"),
        text="DẦU GỘI",
        neck=0.36,
        shoulder=0.3,
        cap=rgb("2f2a28"),
        accent=rgb("3f6f4a"),
    )
