"""Loads the reference data under ``ocop/data``: places, what became of them, groups.

In bulk and by key, so that it may run again: it updates and adds, and never deletes.
"""

import csv
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps as installed_apps
from django.db import transaction
from django.db.models import F

from ocop.enums import DISTRICT_KINDS, PROVINCE_KINDS, GroupScheme, Scheme
from ocop.spelling import fold_key, name_key, slug

DATA = Path(__file__).resolve().parent / "data"
Row = dict[str, str]
#: (scheme, code)
Key = tuple[str, str]


def load_reference_data(apps: Any = None) -> None:
    """Write all reference data in one transaction; a migration passes its historical ``apps``."""
    models = (apps or installed_apps).get_app_config("ocop")
    with transaction.atomic():
        places = _load_places(models.get_model("Place"))
        _load_successions(models.get_model("PlaceSuccession"), places)
        _load_aliases(models.get_model("PlaceAlias"), places)
        _load_groups(models.get_model("ProductGroup"))


@cache
def read_rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _upsert(model: Any, objects: list[Any], *, key: list[str], but: Iterable[str] = ()) -> None:
    left_alone = {"id", *key, *but}
    model.objects.bulk_create(
        objects,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=key,
        update_fields=[
            field.name for field in model._meta.concrete_fields if field.name not in left_alone
        ],
    )


def _load_places(model: Any) -> dict[Key, Any]:
    """Level by level, because each names the one above; old before new, because new names old."""
    slugs = _slugs(read_rows("places/places.csv"))
    places: dict[Key, Any] = {}
    for rows in _levels(read_rows("places/places.csv")):
        level = {(row["scheme"], row["code"]): _place(model, row, places, slugs) for row in rows}
        is_province = rows[0]["kind"] in PROVINCE_KINDS
        _upsert(
            model,
            list(level.values()),
            key=["scheme", "code"],
            but=["province"] if is_province else [],
        )
        places |= level
        if is_province:
            scheme = rows[0]["scheme"]
            model.objects.filter(scheme=scheme, kind__in=PROVINCE_KINDS).update(province=F("pk"))
            for place in level.values():
                place.province_id = place.pk
    return places


def _level(row: Row) -> int:
    if row["kind"] in PROVINCE_KINDS:
        return 0
    return 1 if row["kind"] in DISTRICT_KINDS else 2


def _levels(rows: list[Row]) -> list[list[Row]]:
    levels: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        levels[row["scheme"], _level(row)].append(row)
    order: list[str] = [Scheme.BEFORE_2025_07, Scheme.SINCE_2025_07]
    return [levels[key] for key in sorted(levels, key=lambda key: (order.index(key[0]), key[1]))]


def _slugs(rows: list[Row]) -> dict[Key, str]:
    """Slugs without accents; names that differ only in accents get their code at the end."""
    provinces = _province_codes(rows)
    spots = {
        (row["scheme"], row["code"]): (
            row["scheme"],
            provinces[row["scheme"], row["code"]] if _level(row) else "",
            _level(row),
            slug(row["name"]),
        )
        for row in rows
    }
    taken = Counter(spots.values())
    return {
        key: spot[-1] if taken[spot] == 1 else f"{spot[-1]}-{key[1]}" for key, spot in spots.items()
    }


def _province_codes(rows: list[Row]) -> dict[Key, str]:
    parents = {(row["scheme"], row["code"]): row["parent_code"] for row in rows}

    def top(scheme: str, code: str) -> str:
        parent = parents[scheme, code]
        return top(scheme, parent) if parent else code

    return {key: top(*key) for key in parents}


def _place(model: Any, row: Row, places: Mapping[Key, Any], slugs: Mapping[Key, str]) -> Any:
    scheme, code = row["scheme"], row["code"]
    parent = places[scheme, row["parent_code"]] if row["parent_code"] else None
    former = _former_provinces()[code] if scheme == Scheme.SINCE_2025_07 and parent else None
    return model(
        scheme=scheme,
        code=code,
        kind=row["kind"],
        name=row["name"],
        full_name=row["full_name"],
        slug=slugs[scheme, code],
        name_key=name_key(row["name"]),
        fold_key=fold_key(row["name"]),
        parent_id=parent.pk if parent else None,
        province_id=parent.province_id if parent else None,
        former_province_id=places[Scheme.BEFORE_2025_07, former].pk if former else None,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
    )


@cache
def _former_provinces() -> dict[str, str]:
    """The old province's code of each commune of today: all its land came from exactly one.

    Five special zones were districts without communes; their successions start at the district.
    """
    provinces = _province_codes(read_rows("places/places.csv"))
    former: dict[str, set[str]] = defaultdict(set)
    for row in read_rows("places/place_successions.csv"):
        if len(row["new_code"]) == 5:
            former[row["new_code"]].add(provinces[Scheme.BEFORE_2025_07, row["old_code"]])
    return {code: province for code, (province,) in former.items()}


def _load_successions(model: Any, places: Mapping[Key, Any]) -> None:
    _upsert(
        model,
        [
            model(
                old_id=places[Scheme.BEFORE_2025_07, row["old_code"]].pk,
                new_id=places[Scheme.SINCE_2025_07, row["new_code"]].pk,
                is_partial=row["is_partial"] == "1",
            )
            for row in read_rows("places/place_successions.csv")
        ],
        key=["old", "new"],
    )


def _load_aliases(model: Any, places: Mapping[Key, Any]) -> None:
    model.objects.bulk_create(
        [
            model(place_id=places[row["scheme"], row["code"]].pk, key=row["alias_key"])
            for row in read_rows("places/place_aliases.csv")
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )


def _load_groups(model: Any) -> None:
    """Groups before their sets and today's scheme first, because the others name them."""
    rows = read_rows("groups.csv")
    groups: dict[Key, Any] = {}
    for scheme in (GroupScheme.D148, GroupScheme.D1048):
        for is_set in (False, True):
            level: dict[Key, Any] = {}
            for position, row in enumerate(rows):
                if row["scheme"] != scheme or ("." in row["code"]) != is_set:
                    continue
                level[scheme, row["code"]] = model(
                    scheme=scheme,
                    code=row["code"],
                    name=row["name"],
                    name_en=row["name_en"],
                    slug=row["slug"],
                    parent=groups[scheme, row["code"].split(".")[0]] if is_set else None,
                    current=groups.get((GroupScheme.D148, row["current"])),
                    policy_class=row["policy_class"],
                    position=position,
                )
            but = ["current"] if scheme == GroupScheme.D148 else []
            _upsert(model, list(level.values()), key=["scheme", "code"], but=but)
            groups |= level
    model.objects.filter(scheme=GroupScheme.D148).update(current=F("pk"))
