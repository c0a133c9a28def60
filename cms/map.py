"""The map of the 34 provinces: outlines from ``data/map.json``, shades from numbers.

Both archipelagos, Hoàng Sa and Trường Sa, are on every map of Vietnam and bear their names.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_DATA = Path(__file__).parent / "data" / "map.json"
STEPS = 4
#: Widths that people read easily
_NICE = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_ARCHIPELAGOES: dict[str, tuple[Promise, Promise]] = {
    "hoang-sa": (_("Hoàng Sa archipelago"), _("(Đà Nẵng city)")),
    "truong-sa": (_("Trường Sa archipelago"), _("(Khánh Hòa province)")),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One shade of the legend: from ``low`` to ``high`` products; no ``high``: or more."""

    number: int
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    code: str
    path: str
    #: Small islands, as dots
    dots: str


@dataclass(frozen=True, slots=True)
class Archipelago:
    key: str
    #: Code of the province it belongs to
    code: str
    name: Promise
    belongs_to: Promise
    dots: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Map:
    width: int
    height: int
    outlines: tuple[Outline, ...]
    archipelagoes: tuple[Archipelago, ...]


@cache
def province_map() -> Map:
    drawn: dict[str, Any] = json.loads(_DATA.read_text("utf-8"))
    return Map(
        *drawn["size"],
        outlines=tuple(
            Outline(code, path, drawn["islands"].get(code, ""))
            for code, path in drawn["provinces"].items()
        ),
        archipelagoes=tuple(
            Archipelago(key, each["code"], *_ARCHIPELAGOES[key], each["dots"], *each["label"])
            for key, each in drawn["archipelagoes"].items()
        ),
    )


def steps(counts: Mapping[str, int]) -> tuple[Step, ...]:
    """Four steps of one width up to the largest count; none where there is nothing to shade."""
    most = max(counts.values(), default=0)
    if not most:
        return ()
    width = next((nice for nice in _NICE if nice * STEPS >= most), -(-most // STEPS))
    return tuple(
        Step(
            number,
            low=(number - 1) * width + 1,
            high=None if number == STEPS else number * width,
        )
        for number in range(1, STEPS + 1)
    )


def step_of(count: int, found: tuple[Step, ...]) -> int:
    """The number of the step a count falls on; 0: nothing."""
    return max((step.number for step in found if count >= step.low), default=0)
