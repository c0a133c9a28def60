"""A stilt house and a boat."""

from config.demo.pictures.colours import Colour, darker, lighter, rgb
from config.demo.pictures.engine import Scene, linear
from config.demo.pictures.shapes import box, curve, ellipse, leaf, path, smooth


def stilt_house(
    scene: Scene,
    x: float,
    base: float,
    width: float,
    *,
    thatch: Colour = rgb("a9824e"),
    wood: Colour = rgb("8a5a38"),
) -> None:
    """A house on stilts with a thatched roof; ``base`` is where its posts stand."""
    h = width * 0.62
    floor, eave, top = base - h * 0.36, base - h * 0.66, base - h * 1.14
    scene.fill(
        ellipse(x + width * 0.06, base, width * 0.56, width * 0.06),
        rgb("2a3a28"),
        opacity=0.4,
        blur=14,
    )
    for i in range(6):
        px = x - width * 0.4 + i * width * 0.16
        scene.line(
            [(px, floor), (px, base)],
            width * 0.022,
            linear(0, lighter(wood, 0.2), darker(wood, 0.4)),
        )
    wall = box(x - width * 0.41, eave - h * 0.06, x + width * 0.41, floor)
    scene.fill(wall, linear(0, lighter(wood, 0.36), wood, darker(wood, 0.25)))
    planks = [
        box(
            x - width * 0.41 + i * width * 0.0547,
            eave - h * 0.06,
            x - width * 0.41 + i * width * 0.0547 + 3,
            floor,
        )
        for i in range(16)
    ]
    scene.fill_all(planks, darker(wood, 0.4), opacity=0.45)
    for wx in (-0.26, 0.0, 0.26):
        scene.fill(
            box(
                x + wx * width - width * 0.055,
                eave + h * 0.04,
                x + wx * width + width * 0.055,
                floor - h * 0.06,
            ),
            linear(90, rgb("ffe7a3"), rgb("f3b95a")),
        )
        scene.fill(
            box(x + wx * width - 2, eave + h * 0.04, x + wx * width + 2, floor - h * 0.06),
            darker(wood, 0.3),
        )
    scene.fill(
        box(x - width * 0.47, floor - h * 0.02, x + width * 0.47, floor + h * 0.035),
        linear(90, lighter(wood, 0.3), darker(wood, 0.25)),
    )
    rail = floor - h * 0.09
    scene.line(
        [(x - width * 0.46, rail), (x + width * 0.46, rail)], width * 0.012, darker(wood, 0.15)
    )
    for i in range(15):
        px = x - width * 0.46 + i * width * 0.0657
        scene.line([(px, rail), (px, floor)], width * 0.008, darker(wood, 0.2))
    roof = [
        (x - width * 0.56, eave + h * 0.05),
        *curve(
            (x - width * 0.56, eave + h * 0.05),
            (x - width * 0.42, eave - h * 0.2),
            (x - width * 0.3, top),
        ),
        *curve((x - width * 0.3, top), (x, top + h * 0.03), (x + width * 0.3, top)),
        *curve(
            (x + width * 0.3, top),
            (x + width * 0.42, eave - h * 0.2),
            (x + width * 0.56, eave + h * 0.05),
        ),
    ]
    scene.fill([(px, py + 14) for px, py in roof], rgb("2a1815"), opacity=0.3, blur=8)
    scene.fill(roof, linear(75, lighter(thatch, 0.42), thatch, darker(thatch, 0.32)))
    with scene.within(roof):
        for row in range(7):
            y = top + (eave + h * 0.06 - top) * (row + 1) / 7
            fringe = [
                leaf(
                    x - width * 0.6 + i * width * 0.026,
                    y - h * 0.05,
                    h * 0.1,
                    width * 0.02,
                    90 + (i % 5 - 2) * 5,
                )[0]
                for i in range(47)
            ]
            scene.fill_all(fringe[::2], lighter(thatch, 0.3), opacity=0.55)
            scene.fill_all(fringe[1::2], darker(thatch, 0.3), opacity=0.5)
    scene.line(
        [(x - width * 0.31, top), (x + width * 0.31, top)], width * 0.03, darker(thatch, 0.3)
    )
    for i in range(8):
        scene.line(
            [
                (x + width * 0.02 + i * width * 0.022, floor + i * (base - floor) / 8),
                (x + width * 0.16 + i * width * 0.022, floor + i * (base - floor) / 8),
            ],
            width * 0.012,
            lighter(wood, 0.2),
        )


def boat(scene: Scene, x: float, y: float, length: float) -> None:
    """A sampan with a rower under a conical hat."""
    hull = [
        *curve(
            (x - length * 0.5, y - length * 0.08),
            (x, y + length * 0.16),
            (x + length * 0.52, y - length * 0.1),
        ),
        *curve(
            (x + length * 0.52, y - length * 0.1),
            (x, y + length * 0.03),
            (x - length * 0.5, y - length * 0.08),
        ),
    ]
    scene.fill(
        ellipse(x, y + length * 0.08, length * 0.46, length * 0.05),
        rgb("1d4a4f"),
        opacity=0.4,
        blur=10,
    )
    wood = rgb("7a4a2e")
    scene.fill(hull, linear(90, lighter(wood, 0.3), wood, darker(wood, 0.35)))
    bx, by = x + length * 0.16, y - length * 0.02
    body = smooth(path("-.06,0 -.05,-.16 .02,-.2 .08,-.14 .09,0", bx, by, length))
    scene.fill(body, linear(0, rgb("b5544a"), rgb("7d2f33")))
    scene.line(
        [(bx, by - length * 0.12), (bx - length * 0.12, by - length * 0.06)],
        length * 0.028,
        rgb("8f3a3a"),
    )
    scene.line(
        [(bx - length * 0.04, by - length * 0.2), (bx - length * 0.22, by + length * 0.12)],
        length * 0.014,
        rgb("5a3a26"),
    )
    scene.fill(ellipse(bx + length * 0.015, by - length * 0.22, length * 0.035), rgb("d9a987"))
    cone = path("-.09,-.22 .015,-.32 .12,-.22 .015,-.195", bx, by, length)
    scene.fill(cone, linear(0, rgb("f6e6b8"), rgb("c9a868")))
