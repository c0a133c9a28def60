"""Still lifes of handicrafts and ornamentals, and views of places to stay."""

import random

from config.demo.pictures import ceramics, crafts, flowers, plants, pond, views
from config.demo.pictures.catalogue import still, view
from config.demo.pictures.colours import rgb
from config.demo.pictures.engine import Scene
from config.demo.pictures.flowers import daisy, lotus
from config.demo.pictures.leaves import foliage
from config.demo.pictures.tropical import custard_apple
from config.demo.pictures.vessels import cup
from config.demo.pictures.woven import basket, basket_rim, cloth_roll, lamp


@still("basket", "giỏ mây tre đan", "sage mist blush", "disc arch")
def baskets(scene: Scene, rng: random.Random) -> None:
    top = basket(scene, 450, 990, 580, 400, handle=True, second=rgb("b5814a"))
    basket_rim(scene, 450, top, 580)
    low = basket(scene, 880, 1060, 460, 240, colour=rgb("b5814a"))
    basket_rim(scene, 880, low, 460, colour=rgb("b5814a"))


@still("lamp", "đèn mây tre đan", "dusk plum forest", "plain disc")
def bamboo_lamp(scene: Scene, rng: random.Random) -> None:
    lamp(scene, 600, 170, 700, 560)
    custard_apple(scene, 400, 960, 130)
    cup(scene, 820, 1030, 220, rgb("efe6d6"), content=rgb("b3b34a"))


@still("hats", "nón lá", "teal sage cream", "hills disc")
def hats(scene: Scene, rng: random.Random) -> None:
    crafts.hat(scene, 530, 760, 860)
    crafts.hat(scene, 770, 980, 640)


@still("porcelain", "bình gốm men lam", "mist cream blush", "disc arch window")
def porcelain(scene: Scene, rng: random.Random) -> None:
    blue = rgb("2f5a94")
    ceramics.vase(scene, 420, 990, 480, 860, rgb("eef0ee"), blue)
    ceramics.vase(scene, 860, 1040, 420, 520, rgb("eef0ee"), blue, shape="jar")


@still("celadon", "bình gốm men ngọc", "terracotta clay cream", "arch disc")
def celadon(scene: Scene, rng: random.Random) -> None:
    ceramics.vase(scene, 450, 1000, 460, 820, rgb("8fae9a"), rgb("2f4a3f"), shape="gourd")
    ceramics.vase(scene, 860, 1050, 400, 500, rgb("a8bda2"), rgb("2f4a3f"), shape="jar")


@still("drum", "trống gỗ mít bịt da", "mustard sage teal", "disc hills")
def drums(scene: Scene, rng: random.Random) -> None:
    crafts.drum(scene, 540, 1010, 720, 620)
    crafts.drumstick(scene, 930, 1040, 330, -35)


@still("embroidery", "tranh thêu hoa sen", "sage teal mist", "window plain")
def embroidery(scene: Scene, rng: random.Random) -> None:
    crafts.hoop(scene, rng, 590, 620, 430, rgb("f3ead8"))


@still("incense", "hương nén và lư đốt", "clay cream", "plain arch")
def incense(scene: Scene, rng: random.Random) -> None:
    crafts.burner(scene, 370, 1000, 460, rgb("7a5a3a"))
    crafts.incense(scene, 850, 1130, 880, 7)
    crafts.agarwood(scene, rng, 720, 1090, 230)


@still("agarwood", "trầm hương và lư trầm", "sage mist", "disc window")
def agarwood(scene: Scene, rng: random.Random) -> None:
    crafts.burner(scene, 420, 960, 500, rgb("5f6f66"))
    crafts.agarwood(scene, rng, 800, 1040, 380)


@still("silk", "khăn lụa dệt tay", "cream sage mist", "window plain")
def silks(scene: Scene, rng: random.Random) -> None:
    crafts.silk(scene, 390, 170, 420, 860, rgb("c25a7a"))
    crafts.silk(scene, 830, 170, 380, 780, rgb("4f7d9a"))


@still("brocade", "cuộn vải thổ cẩm", "cream mist sage", "window disc")
def brocades(scene: Scene, rng: random.Random) -> None:
    cloth_roll(
        scene,
        560,
        940,
        960,
        150,
        rgb("2b2a4a"),
        (rgb("d9432f"), rgb("e8b23c"), rgb("3f9a6a"), rgb("d86a9a")),
    )
    cloth_roll(
        scene, 630, 642, 820, 148, rgb("8c1f2a"), (rgb("f2c14e"), rgb("f6e6c4"), rgb("2f6f6a"))
    )


@still("bonsai", "cây cảnh bon sai", "cream mist blush", "disc arch")
def bonsai(scene: Scene, rng: random.Random) -> None:
    plants.bonsai(scene, rng, 600, 1070, 930, rgb("3f5a78"), rgb("4f8a45"))


@still("orchid", "chậu lan hồ điệp", "sage cream mist", "arch disc")
def orchid(scene: Scene, rng: random.Random) -> None:
    plants.orchid(
        scene, 560, 1090, 1080, rgb("e9e2d6"), rgb(rng.choice(("c86ab0", "e7a0b4", "e9c04a")))
    )


@still("kumquat", "cây quất cảnh", "blush teal", "disc arch")
def kumquat(scene: Scene, rng: random.Random) -> None:
    plants.kumquat(scene, rng, 600, 1100, 980, rgb("3d6a8a"))


@still("peach-blossom", "cành đào", "teal cream", "arch disc")
def blossom(scene: Scene, rng: random.Random) -> None:
    plants.blossom_branch(scene, rng, 600, 1090, 1060, rgb("eef0ee"), rgb("f08aa6"))


@still("chrysanthemum", "chậu hoa cúc", "lemon mist", "disc arch")
def chrysanthemum(scene: Scene, rng: random.Random) -> None:
    plants.flower_pot(scene, rng, 600, 1100, 1060, rgb("b5653f"), rgb("efb52f"))


@still("roses", "bó hoa hồng", "mist sage cream", "arch disc")
def roses(scene: Scene, rng: random.Random) -> None:
    heads = (
        (400, 500, "d43a4f"),
        (730, 420, "f0a8b4"),
        (890, 690, "d43a4f"),
        (330, 780, "f3d9c4"),
        (610, 690, "e9823a"),
    )
    for x, y, _ in heads:
        scene.line([(x, y), (610, 1190)], 18, rgb("4f7d42"))
    for x, y, colour in heads:
        foliage(scene, x, y + 70, 260, 60)
        foliage(scene, x, y + 70, 260, 130)
        flowers.rose(scene, x, y, 165, rgb(colour))
    daisy(scene, 500, 900, 60, rgb("fbf6ea"))
    daisy(scene, 760, 880, 54, rgb("fbf6ea"))


@view("carp", "cá chép cảnh trong hồ sen")
def carp(rng: random.Random) -> Scene:
    scene = Scene(1200, 1200, rgb("4f9a99"))
    pond.pond(scene, rng, 1200, 1200)
    for x, y, r, turn in ((240, 260, 190, 20), (1000, 980, 220, 200), (1010, 250, 120, 100)):
        pond.lily_pad(scene, x, y, r, turn)
    pond.carp(scene, 570, 470, 680, 24, rgb("e2562a"))
    pond.carp(scene, 640, 860, 610, -160, rgb("e8902a"))
    lotus(scene, 240, 300, 220)
    return scene


@view("homestay", "nhà sàn bên ruộng bậc thang")
def homestay(rng: random.Random) -> Scene:
    return views.homestay(rng, views.DAWN if rng.random() < 0.5 else views.MORNING)


@view("orchard", "vườn cây trĩu quả")
def orchard(rng: random.Random) -> Scene:
    return views.orchard(rng, rgb("e8862a"))


view("river", "thuyền nan giữa núi đá vôi")(views.river)
view("tea-hills", "đồi chè bậc thang")(views.tea_hills)
view("village", "làng ven sông lúc hoàng hôn")(views.village)
