"""Made-up listings by the ten thousand, fed to an index without a database."""

import csv
import datetime
import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from search.query import ProductDoc, StarSpan

DAY = datetime.date(2026, 11, 24)
_NAMES = Path(__file__).resolve().parents[2] / "search/data/catalogue.csv"
_PROVINCES, _FORMER, _COMMUNES, _SETS = 34, 63, 3321, 26
_KINDS = ("cooperative", "company", "household", "cooperative_group", "craft_village")
_LEVELS = {3: "district", 4: "province", 5: "national"}
_HEADS = ("", "b", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "s", "t", "th",
          "tr", "v", "x")  # fmt: skip
_RHYMES = ("a", "á", "ài", "an", "áng", "âm", "ân", "ấy", "en", "ênh", "iên", "iết", "in", "ò",
           "oan", "ôi", "ông", "ơi", "u", "uân", "úc", "ung", "ưng", "ương", "ạch", "ặt", "ệp",
           "ình", "ọc", "ứa")  # fmt: skip
#: Syllables of descriptions and of names of places and people
SYLLABLES = tuple(head + rhyme for head, rhyme in product(_HEADS, _RHYMES))


def products() -> list[str]:
    """Names of real products."""
    with _NAMES.open(encoding="utf-8", newline="") as file:
        return [row["product"] for row in csv.DictReader(file)]


def documents(number: int) -> Iterator[ProductDoc]:
    """The first ``number`` of an endless, repeatable row."""
    dice = random.Random(3)  # noqa: S311 -- repeatable on purpose
    names = products()
    communes = [
        f"{dice.choice(SYLLABLES)} {dice.choice(SYLLABLES)}".title() for _ in range(_COMMUNES)
    ]
    for pk in range(1, number + 1):
        commune = dice.randrange(_COMMUNES)
        former, province = commune % _FORMER, commune % _FORMER % _PROVINCES
        subject = dice.randrange(max(2, number // 6))
        maker = f"{SYLLABLES[subject % 600]} {SYLLABLES[subject // 600 % 600]}".title()
        group = dice.randrange(_SETS)
        given = DAY - datetime.timedelta(days=dice.randrange(1500))
        stars = dice.choices((3, 4, 5), (70, 27, 3))[0]
        yield ProductDoc(
            id=pk,
            title=f"{dice.choice(names)} {dice.choice(SYLLABLES)} {maker}",
            subject_name=f"Hợp tác xã {maker} {subject}",
            places=(f"Xã {communes[commune]}", f"Tỉnh số {province}", f"Tỉnh cũ số {former}"),
            about=(f"Nhóm số {group % 6}", f"Bộ số {group}", f"{pk % 900}/QĐ-UBND"),
            body=" ".join(dice.choices(SYLLABLES, k=60)),
            spans=(StarSpan(stars, _LEVELS[stars], given, given + datetime.timedelta(days=1095)),),
            province=f"2025-07:{province:02}",
            former_province=f"2025-06:{former:02}",
            commune=f"2025-07:{commune:05}",
            group=f"nhom-{group % 6}",
            set=f"bo-{group}",
            subject=str(subject),
            subject_kind=_KINDS[subject % 5],
            price=None if dice.random() < 0.4 else dice.randrange(10, 2000) * 1000,
            is_alcohol=False,
            newest=given,
        )
