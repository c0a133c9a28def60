"""What moved: this list against the last one of its source, and the register against the shop."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from catalog_import import mended
from catalog_import.models import ImportRun, Issue, MissingProduct, SourceRow
from ocop.enums import StandingStatus
from ocop.models import Certificate, RegisteredProduct
from shop.catalogue.models import Product
from shop.partner.models import StockRecord

_ENDED = frozenset({StandingStatus.REVOKED, StandingStatus.EXPIRED})


@dataclass(frozen=True, slots=True)
class Move:
    """A product of the new list, the old one, or both."""

    product: str
    subject: str
    old_stars: int | None = None
    new_stars: int | None = None
    #: The row of the new list; None if it does not name the product
    row: SourceRow | None = None
    #: As the old list had it, where that differs
    old_product: str = ""
    old_subject: str = ""


@dataclass
class Drift:
    """Between two lists of one source. A product can be both upgraded and renamed."""

    #: None: the source had no list before
    earlier: ImportRun | None
    added: list[Move] = field(default_factory=list)
    upgraded: list[Move] = field(default_factory=list)
    downgraded: list[Move] = field(default_factory=list)
    revoked: list[Move] = field(default_factory=list)
    #: Suggested: nobody has said yet that the two are one
    renamed: list[Move] = field(default_factory=list)
    disappeared: list[Move] = field(default_factory=list)
    unchanged: int = 0


def earlier_list(run: ImportRun) -> ImportRun | None:
    """The last list of the same source that was applied before this run; mended rows are none."""
    source = run.source
    if source is None and run.province is not None:
        earlier = ImportRun.objects.filter(source__province=run.province)
    else:
        earlier = ImportRun.objects.filter(source=source, source__isnull=False)
    earlier = earlier.filter(state=ImportRun.State.APPLIED).exclude(pk=run.pk)
    if run.state == ImportRun.State.APPLIED:
        earlier = earlier.filter(finished_at__lte=run.finished_at, pk__lt=run.pk)
    of_mended_rows = Issue.objects.filter(run=OuterRef("pk"), code=mended.CODE)
    return earlier.exclude(Exists(of_mended_rows)).order_by("-finished_at", "-pk").first()


def drift_of(run: ImportRun, *, earlier: ImportRun | None = None) -> Drift:
    """A checked or applied run against ``earlier``, by default the last list of its source."""
    earlier = earlier or earlier_list(run)
    drift = Drift(earlier)
    old = _by_product(earlier) if earlier else {}
    maybe_was = {
        missing.maybe_now_id: missing
        for missing in run.missing.filter(maybe_now__isnull=False).select_related(
            "product__subject"
        )
    }
    for row in run.rows.filter(record__isnull=False).order_by("sheet", "row", "part"):
        before = old.get(row.product_id or 0)
        missing = maybe_was.get(row.pk)
        if before is None and missing is not None:
            before = old.get(missing.product_id)
            drift.renamed.append(_move(row, before, missing))
        _sort(drift, row, before, is_renamed=missing is not None)
    for missing in _gone(run):
        drift.disappeared.append(
            Move(
                missing.product.name,
                missing.product.subject.name if missing.product.subject else "",
                old_stars=_stars(old.get(missing.product_id)),
            )
        )
    return drift


def _gone(run: ImportRun) -> QuerySet[MissingProduct]:
    gone = run.missing.filter(maybe_now=None).select_related("product__subject")
    return gone.order_by("product__name", "pk")


def _by_product(run: ImportRun) -> dict[int, dict[str, Any]]:
    """What a list says of each product; the last row that names it counts."""
    rows = run.rows.filter(product__isnull=False, record__isnull=False)
    said = rows.order_by("sheet", "row", "part").values_list("product_id", "record")
    return {product_id: record for product_id, record in said if product_id and record}


def _sort(drift: Drift, row: SourceRow, before: dict[str, Any] | None, *, is_renamed: bool) -> None:
    record: Any = row.record
    ended_now = record["status"] in _ENDED
    ended_before = before is not None and before["status"] in _ENDED
    new, old = record["stars"], _stars(before)
    move = _move(row, before, None)
    if ended_now:
        if not ended_before:
            drift.revoked.append(move)
        else:
            drift.unchanged += 1
    elif before is None:
        if not is_renamed:
            drift.added.append(move)
    elif new and old and new > old:
        drift.upgraded.append(move)
    elif new and old and new < old:
        drift.downgraded.append(move)
    elif not is_renamed:
        drift.unchanged += 1


def _move(row: SourceRow, before: dict[str, Any] | None, missing: MissingProduct | None) -> Move:
    record: Any = row.record
    product = missing.product if missing else None
    return Move(
        record["product"],
        record["subject"],
        old_stars=_stars(before),
        new_stars=record["stars"],
        row=row,
        old_product=product.name if product else "",
        old_subject=product.subject.name if product and product.subject else "",
    )


def _stars(record: dict[str, Any] | None) -> int | None:
    return record["stars"] if record else None


@dataclass(frozen=True)
class ShopDrift:
    """Where the shop does not follow the register. Empty on a healthy site."""

    without_listing: Sequence[RegisteredProduct]
    #: Shown though the register says no more, or hidden though it does
    wrongly_shown: Sequence[Product]
    wrongly_hidden: Sequence[Product]
    wrongly_named: Sequence[Product]
    #: At a price, without a star on that day: for the centre to look at, not an error
    sold_without_star: Sequence[Product]


def shop_drift(products: QuerySet[RegisteredProduct], *, day: datetime.date) -> ShopDrift:
    """The listings of these products against what the register says of them on ``day``."""
    products = products.filter(merged_into=None)
    listings = Product.objects.filter(registered_product__in=products).select_related(
        "registered_product__subject"
    )
    priced = StockRecord.objects.filter(
        Q(product=OuterRef("pk")) | Q(product__parent=OuterRef("pk")), price__isnull=False
    )
    in_term = Certificate.objects.valid_on(day).filter(product=OuterRef("registered_product"))
    named = F("registered_product__name")
    return ShopDrift(
        without_listing=list(products.filter(listing=None).select_related("subject")),
        wrongly_shown=list(listings.filter(is_public=True, registered_product__is_public=False)),
        wrongly_hidden=list(listings.filter(is_public=False, registered_product__is_public=True)),
        wrongly_named=list(listings.exclude(title=named)),
        sold_without_star=list(listings.filter(Exists(priced), ~Exists(in_term))),
    )
