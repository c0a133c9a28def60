"""Brings the sample lists into the register, through the importer."""

import datetime
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils import timezone

from catalog_import import samples
from catalog_import.messages import message_of
from catalog_import.models import ImportRun
from catalog_import.samples.made_up import PREFIX, sample_files
from catalog_import.selectors import applied_runs_of
from catalog_import.services import import_file
from ocop.models import RegisteredProduct

REAL_PRODUCTS = Path(samples.__file__).parent / "real_products.csv"

Progress = Callable[[str, int, int], None]


class SampleRefused(Exception):
    """The importer refused a sample list; the message says why."""


@dataclass(frozen=True, slots=True)
class SampleList:
    name: str
    as_of: datetime.date
    content: bytes
    #: Its rows are made up, and carry an offer
    is_made_up: bool


def loading_day(today: datetime.date) -> datetime.date:
    """The day the made-up lists are dated from: that of the first loading, else today."""
    runs = ImportRun.objects.filter(file_name__startswith=PREFIX, rows__product__is_sample=True)
    first = runs.order_by("pk").first()
    return timezone.localdate(first.started_at) if first else today


def sample_lists(day: datetime.date, *, only: Iterable[str] | None = None) -> list[SampleList]:
    """Every list in the order of loading; with ``only`` just those producers' made-up rows."""
    lists = []
    if only is None:
        content = REAL_PRODUCTS.read_bytes()
        lists.append(SampleList(REAL_PRODUCTS.name, day, content, is_made_up=False))
    return lists + [
        SampleList(file.name, file.as_of, file.content, is_made_up=True)
        for file in sample_files(day, only=only)
    ]


def load_list(
    sample: SampleList, *, moment: datetime.datetime, progress: Progress | None = None
) -> tuple[ImportRun | None, int]:
    """Import a list unless it is in already; its run, and how many rows were written now."""
    if earlier := applied_runs_of(hashlib.sha256(sample.content).hexdigest()):
        return earlier[-1], 0
    file = io.BytesIO(sample.content)
    file.name = sample.name
    report = import_file(
        file=file, as_of=sample.as_of, is_sample=sample.is_made_up, moment=moment, progress=progress
    )
    if report.is_refused or report.errors:
        reasons = "; ".join(message_of(problem) for problem in report.errors[:5])
        raise SampleRefused(f"{sample.name}: {reasons}")
    return report.run, report.counts.created + report.counts.changed


def foreign_products() -> int:
    """Products of the register that no sample list brought in."""
    products = RegisteredProduct.objects.filter(is_sample=False)
    return products.exclude(source_rows__run__sha256=_real_sha256()).count()


def sample_products() -> Iterator[RegisteredProduct]:
    """Products of the sample lists that have a listing, in the order they came in."""
    made_up = RegisteredProduct.objects.filter(is_sample=True)
    real = RegisteredProduct.objects.filter(source_rows__run__sha256=_real_sha256())
    return (
        (made_up | real)
        .filter(listing__isnull=False)
        .select_related("listing", "group__parent", "former_province")
        .distinct()
        .order_by("pk")
        .iterator(chunk_size=500)
    )


@cache
def _real_sha256() -> str:
    return hashlib.sha256(REAL_PRODUCTS.read_bytes()).hexdigest()
