"""Outlines: lists of points for the painter."""

import math
from collections.abc import Sequence
from functools import cache

from config.demo.pictures.engine import Outline, Point


@cache
def _parsed(text: str) -> tuple[Point, ...]:
    pairs = (pair.split(",") for pair in text.split())
    return tuple((float(dx), float(dy)) for dx, dy in pairs)


def path(text: str, x: float, y: float, width: float, height: float | None = None) -> list[Point]:
    """Points written as ``"-.5,0 0,-1"``: in units of ``width`` (and ``height``) from (x, y)."""
    height = width if height is None else height
    return [(x + dx * width, y + dy * height) for dx, dy in _parsed(text)]


def ellipse(
    x: float, y: float, rx: float, ry: float | None = None, turn: float = 0.0, steps: int = 0
) -> list[Point]:
    """An ellipse around (x, y), turned by ``turn`` degrees."""
    ry = rx if ry is None else ry
    steps = steps or max(24, min(120, int(max(rx, ry) / 2)))
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    points = []
    for i in range(steps):
        angle = 2 * math.pi * i / steps
        dx, dy = rx * math.cos(angle), ry * math.sin(angle)
        points.append((x + dx * cos - dy * sin, y + dx * sin + dy * cos))
    return points


def arc(
    x: float, y: float, rx: float, ry: float, start: float, end: float, steps: int = 28
) -> list[Point]:
    """Part of an ellipse; degrees run clockwise from the right, as y points down."""
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 10) -> list[Point]:
    """A soft curve through all points (Catmull-Rom)."""
    count = len(points)
    result: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            p0, p1 = points[max(i - 1, 0)], points[i]
            p2, p3 = points[i + 1], points[min(i + 2, count - 1)]
        for step in range(steps):
            t = step / steps
            result.append(tuple(_spline(p0[k], p1[k], p2[k], p3[k], t) for k in (0, 1)))  # type: ignore[arg-type]
    if not closed:
        result.append(points[-1])
    return result


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def curve(start: Point, pull: Point, end: Point, steps: int = 18) -> list[Point]:
    """A quadratic Bézier curve."""
    points = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        points.append(
            (
                a * start[0] + b * pull[0] + c * end[0],
                a * start[1] + b * pull[1] + c * end[1],
            )
        )
    return points


def box(left: float, top: float, right: float, bottom: float, round_by: float = 0) -> list[Point]:
    """A rectangle, its corners rounded."""
    r = min(round_by, (right - left) / 2, (bottom - top) / 2)
    if r <= 0:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    return [
        *arc(right - r, top + r, r, r, -90, 0, 8),
        *arc(right - r, bottom - r, r, r, 0, 90, 8),
        *arc(left + r, bottom - r, r, r, 90, 180, 8),
        *arc(left + r, top + r, r, r, 180, 270, 8),
    ]


def lathe(
    x: float, profile: Sequence[Point], *, tilt: float = 0.16, soft: bool = True
) -> list[Point]:
    """The outline of a turned body seen a little from above.

    ``profile`` is a list of (radius, y) from the rim down; rim and foot become half ellipses.
    """
    side = smooth(profile, closed=False, steps=8) if soft else list(profile)
    right = [(x + r, y) for r, y in side]
    left = [(x - r, y) for r, y in reversed(side)]
    (top_r, top_y), (foot_r, foot_y) = side[0], side[-1]
    foot = arc(x, foot_y, foot_r, foot_r * tilt, 0, 180)
    rim = arc(x, top_y, top_r, top_r * tilt, 180, 360)
    return [*right, *foot, *left, *rim]


def band(x: float, top: Point, bottom: Point, *, tilt: float = 0.16) -> list[Point]:
    """A strip around a turned body: ``top`` and ``bottom`` are (radius, y)."""
    upper = arc(x, top[1], top[0], top[0] * tilt, 180, 0)
    lower = arc(x, bottom[1], bottom[0], bottom[0] * tilt, 0, 180)
    return [*upper, *lower]


def leaf(
    x: float, y: float, length: float, width: float, angle: float, bend: float = 0.0
) -> tuple[list[Point], list[Point], list[Point]]:
    """A leaf growing from (x, y): whole outline, its shaded half, its midrib."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def place(along: float, across: float) -> Point:
        across += bend * length * math.sin(math.pi * along) * 0.5
        dx, dy = along * length, across
        return x + dx * cos - dy * sin, y + dx * sin + dy * cos

    steps = 14
    rib = [place(i / steps, 0) for i in range(steps + 1)]
    side = [math.sin(math.pi * (i / steps) ** 0.8) ** 1.15 * width / 2 for i in range(steps + 1)]
    one = [place(i / steps, side[i]) for i in range(steps + 1)]
    other = [place(i / steps, -side[i]) for i in range(steps + 1)]
    return [*one, *reversed(other)], [*one, *reversed(rib)], rib


def turned(outline: Outline, centre: Point, angle: float) -> list[Point]:
    """Rotate an outline about ``centre`` by ``angle`` degrees, clockwise on screen."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    cx, cy = centre
    return [
        (cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos)
        for x, y in outline
    ]
