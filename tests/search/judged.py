"""Loads the judged catalogue through the register's own services, and scores answers to it."""

import csv
import datetime
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from ocop.models import RegisteredProduct
from ocop.selectors.groups import group_named
from ocop.selectors.places import locate
from ocop.selectors.register import find_product, find_subject
from ocop.services import record_standing, register_batch, register_product, register_subject
from ocop.spelling import subject_kind_of

DATA = Path(__file__).resolve().parent / "data"


def rows() -> list[dict[str, str]]:
    with (DATA / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(*, day: datetime.date) -> dict[int, str]:
    """Every row, as a list of ``day`` would state it; keys of the public ones by listing id."""
    places = cache(locate)
    groups = cache(group_named)
    key_of: dict[int, str] = {}
    with register_batch():
        for row in rows():
            location = places(
                province=row["province"], district=row["district"], commune=row["commune"]
            )
            subject = _subject(row, location)
            product = find_product(
                name=row["product"],
                subject=subject,
                province_as_issued=location.province_as_issued,
            ) or register_product(
                name=row["product"], subject=subject, group=groups(row["group"]), location=location
            )
            record_standing(
                product=product,
                status=row["status"],
                stars=int(row["stars"]) if row["stars"] in {"3", "4", "5"} else None,
                as_of=day,
                decision_no=row["decision_no"],
                recorded_on=day,
                source_key=row["key"],
            )
            key_of[product.pk] = row["key"]
    listed = RegisteredProduct.objects.filter(is_public=True).select_related("listing")
    return {product.listing.pk: key_of[product.pk] for product in listed}


def _subject(row, location):
    if not row["subject"]:
        return None
    known = find_subject(
        name=row["subject"],
        province_as_issued=location.province_as_issued,
        place_as_issued=location.place_as_issued,
    )
    return known or register_subject(
        name=row["subject"], kind=subject_kind_of(row["subject_type"]), location=location
    )


def queries() -> list[dict[str, str]]:
    return _table("judged_queries.tsv")


def prefixes() -> list[dict[str, str]]:
    return _table("autocomplete.tsv")


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def score(ask: Callable[[str], Sequence[str]], public: set[str]) -> tuple[dict[str, float], list]:
    """Shares by measure, and the queries that failed one.

    first_ok: the first answer is one the judge puts first. recall: share of the expected among the
    first ten. clean: none of the refused among the first five. empty: nothing where nothing fits.
    Expected rows that are not public are left out, and queries that lose all of them.
    """
    marks: dict[str, list[float]] = defaultdict(list)
    failed = []
    for row in queries():
        expected = row["relevant_keys"].split()
        known = [key for key in expected if key in public]
        if expected and not known:
            continue
        answer = list(ask(row["query"]))
        own: dict[str, float] = {}
        if first := [key for key in row["must_be_first"].split("|") if key in public]:
            own["first_ok"] = float(bool(answer) and answer[0] in first)
        if known:
            own["recall"] = len(set(answer[:10]) & set(known)) / min(10, len(known))
        if refused := [key for key in row["must_not"].split() if key in public]:
            own["clean"] = float(not set(answer[:5]) & set(refused))
        if not expected:
            own["empty"] = float(not answer)
        for name, mark in own.items():
            marks[name].append(mark)
        if any(mark < 1 for name, mark in own.items() if name != "recall"):
            failed.append((row["query"], own, answer[:5]))
    return {name: sum(values) / len(values) for name, values in marks.items()}, failed
