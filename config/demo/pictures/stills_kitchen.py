"""Still lifes of what is cooked, dried, fermented and baked."""

import random

from config.demo.pictures.catalogue import still
from config.demo.pictures.colours import rgb
from config.demo.pictures.engine import Scene
from config.demo.pictures.fruit import citrus, cluster, stack
from config.demo.pictures.glassware import bottle, jar
from config.demo.pictures.heaps import candied, heap, powder, spoon
from config.demo.pictures.leaves import banana_leaf, foliage
from config.demo.pictures.meats import dried_strip, egg, fish, sausage, shrimp
from config.demo.pictures.packs import carton, pouch, tin
from config.demo.pictures.roots import chilli, cinnamon, garlic, rhizome, star_anise
from config.demo.pictures.shapes import curve
from config.demo.pictures.strands import birds_nest, coconut, noodle_nest, noodles
from config.demo.pictures.sweets import cube, dipper, honeycomb, ice_cream, round_cake, square_cake
from config.demo.pictures.vessels import bowl, cup, plate, pot
from config.demo.pictures.woven import basket, basket_rim, cloth, tray


@still("honey", "lọ mật ong, tổ ong và que gỗ", "lemon mustard cream", "disc arch hills")
def honey(scene: Scene, rng: random.Random) -> None:
    honeycomb(scene, 880, 840, 380)
    jar(scene, 420, 1010, 500, 680, rgb("d98b1e"), text="MẬT ONG")
    dipper(scene, 790, 480, 360, -50)


@still("noodles", "bó miến và vắt phở khô", "sage teal", "hills disc")
def dried_noodles(scene: Scene, rng: random.Random) -> None:
    for y in (980, 810):
        noodles(scene, 600, y, 860, 180, rgb("e8d7a8"), rgb("a8442a"))
    noodle_nest(scene, rng, 600, 610, 250, rgb("eadfb8"))


@still("vermicelli", "vắt bún khô trên mẹt", "cream clay", "window arch")
def vermicelli(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 880, 1060)
    for x, y in ((400, 760), (790, 750), (600, 900)):
        noodle_nest(scene, rng, x, y, 215, rgb("f1e9d2"))


@still("rice-crackers", "bánh đa vừng", "teal terracotta", "disc plain")
def crackers(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 930, 1060)
    for x, y in ((600, 850), (560, 790), (640, 730), (590, 670)):
        round_cake(scene, x, y, 330, rgb("e6c78a"), thick=0.1)


@still("cookies", "bánh nướng giòn trên đĩa", "blush mist teal", "arch disc")
def cookies(scene: Scene, rng: random.Random) -> None:
    plate(scene, 600, 1000, 940, rgb("f2ead8"), rim=rgb("b5653f"))
    for x, y in (
        (420, 850),
        (780, 850),
        (600, 910),
        (600, 770),
        (500, 800),
        (700, 800),
        (600, 690),
    ):
        round_cake(scene, x, y, 150, rgb("d9a45a"), thick=0.3)


@still("bean-cake", "bánh đậu xanh và chén trà", "mustard sage blush", "disc arch window")
def bean_cake(scene: Scene, rng: random.Random) -> None:
    carton(scene, 320, 830, 330, 440, rgb("a8322a"), text="ĐẬU XANH")
    plate(scene, 600, 1040, 880, rgb("f2ead8"), rim=rgb("3d6a8a"))
    for y, xs in ((900, (-180, 0, 180)), (970, (-270, -90, 90, 270)), (1030, (-180, 0, 180))):
        for dx in xs:
            cube(scene, 600 + dx * 0.9, y, 168, rgb("dcb04a"))
    cup(scene, 960, 860, 230, rgb("f1eadc"), content=rgb("b3b34a"))


@still("candy", "kẹo gói lá dứa", "mist blush", "disc plain")
def candy(scene: Scene, rng: random.Random) -> None:
    pouch(scene, 380, 950, 430, 700, rgb("c98a3a"), text="KẸO DẺO", window=rgb("e9cf9a"))
    for i, (x, y) in enumerate(
        ((680, 960), (830, 940), (980, 970), (760, 1040), (910, 1060), (740, 860), (890, 850))
    ):
        cube(scene, x, y, 130, rgb("e9cf9a") if i % 2 else rgb("8fae62"), height=0.5)


@still("square-cake", "bánh chưng gói lá dong", "terracotta cream mist", "hills disc")
def sticky_cake(scene: Scene, rng: random.Random) -> None:
    square_cake(scene, 470, 960, 560)
    square_cake(scene, 800, 1060, 400)


@still("ice-cream", "kem que", "teal blush mist", "plain disc arch")
def ices(scene: Scene, rng: random.Random) -> None:
    flavours = rng.sample(
        (("b8c98a", None), ("f3e3c0", "5a3322"), ("e9c8d4", "8a3a5a"), ("d9b88a", None)), 2
    )
    for (colour, coat), x, y in zip(flavours, (390, 800), (540, 610), strict=True):
        ice_cream(scene, x, y, 370, 660, rgb(colour), coat=rgb(coat) if coat else None)


@still("coconut", "dừa sáp bổ đôi", "sage terracotta mist", "plain disc")
def coconuts(scene: Scene, rng: random.Random) -> None:
    coconut(scene, 450, 760, 310)
    for angle in (-24, 200):
        foliage(scene, 860, 420, 360, angle, width=0.2)


@still("coconut-jar", "mật hoa dừa và dừa khô", "teal cream", "arch disc")
def coconut_jar(scene: Scene, rng: random.Random) -> None:
    coconut(scene, 800, 840, 210)
    bottle(scene, 370, 1010, 290, 830, rgb("b5651d"), text="HOA DỪA", cap=rgb("5a3a26"))


@still("yogurt", "hũ sữa chua", "blush mist", "disc arch")
def yogurt(scene: Scene, rng: random.Random) -> None:
    for x, y in ((380, 960), (800, 960)):
        jar(
            scene,
            x,
            y,
            350,
            460,
            rgb("f6efe2"),
            text="SỮA CHUA",
            lid=rgb("5f8a9a"),
            accent=rgb("5f8a9a"),
        )
    bowl(scene, 600, 1080, 360, rgb("6a8a8f"), content=rgb("fbf6ea"), rim=rgb("e9e2d0"))


@still("cereal", "hộp bột ngũ cốc", "cream sage", "window disc")
def cereal(scene: Scene, rng: random.Random) -> None:
    tin(scene, 420, 980, 480, 700, rgb("8a6a3a"), text="NGŨ CỐC")
    bowl(scene, 860, 1040, 420, rgb("e9e2d0"))
    powder(scene, rng, 860, 880, 180, 110, rgb("e6d3ac"))


@still("powder", "bát tinh bột và thìa gỗ", "clay cream teal", "window arch")
def starch(scene: Scene, rng: random.Random) -> None:
    bowl(scene, 540, 1010, 740, rgb("b97a5d"))
    powder(scene, rng, 540, 735, 330, 230, rgb("f6f1e4"))
    spoon(scene, 900, 1010, 460, -40, heap_of=rgb("f6f1e4"))


@still("turmeric-powder", "bột nghệ và củ nghệ", "mist sage", "arch plain")
def turmeric_powder(scene: Scene, rng: random.Random) -> None:
    jar(scene, 400, 1000, 440, 620, rgb("e39a22"), lid=rgb("4a3a2c"), text="BỘT NGHỆ")
    rhizome(scene, 800, 900, 270, rgb("c98a3a"), flesh=rgb("e8831e"), flip=-1)


@still("candied-fruit", "hoa quả sấy dẻo", "blush sage", "disc arch")
def dried_fruit(scene: Scene, rng: random.Random) -> None:
    pouch(scene, 360, 930, 420, 680, rgb("b5532f"), text="SẤY DẺO", window=rgb("8a3a3a"))
    plate(scene, 740, 1050, 740, rgb("f2ead8"))
    candied(scene, rng, 740, 985, 270, rgb("8f3f38"))


@still("crisps", "gói hoa quả sấy giòn", "teal lemon", "disc window")
def crisps(scene: Scene, rng: random.Random) -> None:
    pouch(scene, 410, 980, 500, 780, rgb("d99a2b"), text="SẤY GIÒN", window=rgb("f0cf7a"))
    heap(scene, rng, 860, 1030, 260, 160, rgb("f0cf7a"), "flake", size=0.22)


@still("fish-sauce", "chai nước mắm và bát chấm", "sage cream teal", "disc arch")
def fish_sauce(scene: Scene, rng: random.Random) -> None:
    bottle(scene, 470, 1000, 300, 880, rgb("8a3d1a"), text="NƯỚC MẮM")
    bowl(scene, 850, 1040, 360, rgb("f2ead8"), content=rgb("9a4a1e"), rim=rgb("3d6a8a"))
    chilli(scene, 640, 1070, 200, 10)
    garlic(scene, 1010, 1050, 70)


@still("shrimp-paste", "hũ mắm và tép khô", "mist blush", "arch disc")
def paste(scene: Scene, rng: random.Random) -> None:
    jar(scene, 400, 990, 460, 620, rgb("8f5a6a"), text="MẮM", lid=rgb("8a2f2a"))
    bowl(scene, 840, 1030, 400, rgb("f2ead8"), content=rgb("8f5a6a"))
    for x, y, turn in ((720, 1080, 20), (980, 1070, 140)):
        shrimp(scene, x, y, 84, turn)
    chilli(scene, 880, 900, 170, -24)


@still("soy-crock", "chum tương nếp", "sage terracotta", "hills window")
def crock(scene: Scene, rng: random.Random) -> None:
    pot(scene, 460, 1000, 620, 640, rgb("8a4f34"), lid=rgb("6d3f2c"), glaze=rgb("5a3524"))
    bowl(scene, 900, 1040, 340, rgb("f2ead8"), content=rgb("8a5426"), rim=rgb("3d6a8a"))


@still("chilli-jar", "lọ sa tế và ớt tươi", "cream sage mist", "disc plain")
def sate(scene: Scene, rng: random.Random) -> None:
    jar(scene, 430, 1000, 470, 640, rgb("b5301f"), text="SA TẾ", lid=rgb("2f2a28"))
    for x, y, angle in ((740, 900, 14), (760, 970, -4), (730, 1040, 8)):
        chilli(scene, x, y, 300, angle)
    garlic(scene, 1020, 1060, 80)


@still("kimchi", "hũ dưa muối", "mist teal", "arch disc")
def kimchi(scene: Scene, rng: random.Random) -> None:
    jar(scene, 560, 1020, 560, 720, rgb("c9542a"), text="DƯA MUỐI", lid=rgb("c9a04a"))
    chilli(scene, 860, 1050, 240, -10)
    garlic(scene, 960, 960, 84)


@still("oil", "chai dầu lạc", "lemon sage", "disc window")
def oil(scene: Scene, rng: random.Random) -> None:
    bottle(scene, 440, 1000, 320, 860, rgb("e3a72a"), text="DẦU LẠC", cap=rgb("c9962a"))
    bowl(scene, 850, 1050, 440, rgb("8a5a38"))
    heap(scene, rng, 850, 895, 200, 110, rgb("c9a06a"), "peanut", size=0.17)


@still("spices", "quế, hồi và thảo quả", "terracotta teal", "window disc")
def spices(scene: Scene, rng: random.Random) -> None:
    cloth(scene, 600, 790, 1060, 330, rgb("6a7d8a"), stripe=rgb("f2e8d8"))
    for i in range(3):
        cinnamon(scene, 510 + i * 36, 700 + i * 90, 640, 46, -8)
    for x, y, r, turn in ((890, 890, 130, 0), (740, 1010, 92, 20), (990, 1040, 86, 10)):
        star_anise(scene, x, y, r, turn)


@still("smoked-meat", "thịt hun khói gác bếp", "mist cream forest", "plain disc")
def smoked_meat(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 850, 1080)
    banana_leaf(scene, 160, 910, 900, -8)
    for i in range(8):
        dried_strip(
            scene, 570 + (i % 3) * 60, 970 - i * 56, 560 - i * 16, 96, -14 + i * 8, rgb("6d2f22")
        )
    chilli(scene, 860, 960, 200, 30)


@still("sausages", "lạp xưởng trên mẹt", "forest sage cream", "disc arch")
def sausages(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 860, 1080)
    banana_leaf(scene, 140, 900, 940, -10)
    for i in range(5):
        spine = curve(
            (300 + i * 22, 660 + i * 78), (600, 600 + i * 86), (920 - i * 10, 700 + i * 68)
        )
        sausage(scene, spine, 86, rgb("a8372c"))


@still("eggs", "trứng trong giỏ tre", "blush teal sage", "arch disc")
def eggs(scene: Scene, rng: random.Random) -> None:
    top = basket(scene, 600, 1040, 860, 360)
    shells = (rgb("e9c6a0"), rgb("f0e6d6"), rgb("cfdcd6"))
    stack(
        scene,
        cluster(rng, 600, top + 90, 118, 2),
        lambda s, x, y, r: egg(s, x, y, r, rng.choice(shells), turn=rng.uniform(-20, 20)),
        118,
    )
    egg(scene, 600, 360, 118, shells[0], turn=12)
    basket_rim(scene, 600, top, 860)


@still("fish", "cá tươi trên lá chuối", "mist sage", "window plain")
def fresh_fish(scene: Scene, rng: random.Random) -> None:
    banana_leaf(scene, 90, 900, 1050, -8)
    fish(scene, 600, 690, 880, rgb("7d8f97"))
    citrus(scene, 960, 1020, 84, rgb("b9c65a"))
    chilli(scene, 300, 1010, 220, 8)
    for x, turn in ((560, 30), (700, 150)):
        shrimp(scene, x, 1030, 76, turn)


@still("dried-fish", "khô cá trên mẹt", "cream terracotta", "plain disc")
def dried_fish(scene: Scene, rng: random.Random) -> None:
    tray(scene, 600, 860, 1080)
    for x, y, angle in ((590, 680, -10), (620, 810, 2), (580, 940, -6)):
        fish(scene, x, y, 640, rgb("b08a5f"), angle=angle)


@still("birds-nest", "tổ yến trên đĩa", "plum teal", "arch disc")
def nests(scene: Scene, rng: random.Random) -> None:
    carton(scene, 330, 860, 330, 460, rgb("7d1f2a"), text="YẾN SÀO", accent=rgb("eccb7a"))
    plate(scene, 650, 1040, 900, rgb("e9dcc6"), rim=rgb("c9a04a"))
    birds_nest(scene, rng, 510, 930, 200)
    birds_nest(scene, rng, 830, 950, 200)
