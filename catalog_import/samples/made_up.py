"""Registry files of made-up producers, dated so that every state shows on the day they are made.

The facts (names, words, prices) stand in two CSV files beside this module. Here they get places
that exist, and decisions counted back from the day of loading.
"""

import calendar
import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from catalog_import.samples.facts import Producer, Product, producers, products
from ocop.enums import GroupScheme, Scheme
from ocop.models import Place, PlaceSuccession, ProductGroup
from themes.templatetags.looks import thousands

_TERM_MONTHS = 36
#: From this day on there are no districts
_REFORM = datetime.date(2025, 7, 1)
#: About when the ministry of agriculture took its present name
_MINISTRY_RENAMED = datetime.date(2025, 3, 1)
_FIRST_NUMBER = 9001

COLUMNS = (
    "TT", "Tên sản phẩm", "Chủ thể", "Loại hình", "Xã", "Huyện", "Tỉnh", "Hạng sao",
    "Số quyết định", "Ngày quyết định", "Bộ sản phẩm/Nhóm", "Tình trạng", "Ghi chú", "Giá",
    "Quy cách", "Khối lượng", "Tồn kho", "Mô tả", "Thành phần", "Bảo quản", "Điện thoại", "Nguồn",
)  # fmt: skip
SOURCE = "Dữ liệu mẫu, tự đặt ra"
#: How the names of the files begin; their import tells on which day the data was made
PREFIX = "mau-"

#: Months since the decision in force, and how many earlier it may be
_AGES = {
    "term": (4, 26), "hoped": (4, 26), "revoked": (4, 26), "ended": (_TERM_MONTHS + 1, 9),
    "expired": (_TERM_MONTHS + 2, 4), "renewed": (2, 3), "upgraded": (2, 4),
}  # fmt: skip
_STATUS = {
    "expired": "Hết hiệu lực", "renewed": "Công nhận lại", "proposed": "Đề nghị công nhận",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A registry file of made-up rows and the day it speaks for."""

    name: str
    as_of: datetime.date
    content: bytes


def sample_files(day: datetime.date, *, only: Iterable[str] | None = None) -> list[SampleFile]:
    """The files to import, in this order, as of ``day``; the same for the same day.

    An older list that upgrades and renewals build on, last year's list, the list in force, and the
    list of struck-off products. ``only``: ids of producers, for a small set.
    """
    return _Writer(day, frozenset(only) if only is not None else None).files()


@dataclass(frozen=True)
class _Writer:
    day: datetime.date
    only: frozenset[str] | None

    def files(self) -> list[SampleFile]:
        last_year = _earlier(self.day, months=12) - datetime.timedelta(days=45)
        in_force = self.day - datetime.timedelta(days=40)
        struck_off = self.day - datetime.timedelta(days=9)
        files = (
            ("1-cong-nhan-truoc-day.csv", last_year, self._earlier_rows()),
            ("2-danh-sach-nam-truoc.csv", last_year, self._lapsed_rows(last_year)),
            ("3-danh-sach-hien-hanh.csv", in_force, self._current_rows(in_force)),
            ("4-dua-khoi-danh-sach.csv", struck_off, self._revoked_rows(struck_off)),
        )
        return [
            SampleFile(PREFIX + name, as_of, self._csv(rows))
            for name, as_of, rows in ((name, as_of, list(rows)) for name, as_of, rows in files)
            if rows
        ]

    @cached_property
    def _products(self) -> list[tuple[int, Product, Producer]]:
        by_id = {producer.id: producer for producer in producers()}
        return [
            (position, product, by_id[product.producer])
            for position, product in enumerate(products())
            if self.only is None or product.producer in self.only
        ]

    @cached_property
    def _places(self) -> dict[tuple[str, str, str], tuple[str, str]]:
        """(province, district, commune) of old → (commune, province) of today, full names."""
        found = {}
        communes = Place.objects.filter(
            scheme=Scheme.BEFORE_2025_07,
            province__name__in={producer.province for _, _, producer in self._products},
        ).select_related("province", "parent")
        heirs = {
            succession.old_id: succession.new
            for succession in PlaceSuccession.objects.filter(
                old__in=communes, is_partial=False
            ).select_related("new__province")
        }
        for place in communes:
            heir = heirs.get(place.pk)
            if heir and heir.province and place.province and place.parent:
                key = (place.province.name, place.parent.full_name, place.full_name)
                found[key] = (heir.full_name, heir.province.name)
        return found

    @cached_property
    def _sets(self) -> dict[str, str]:
        groups = ProductGroup.objects.filter(scheme=GroupScheme.D148)
        return dict(groups.values_list("code", "name"))

    def _earlier_rows(self) -> Iterator[dict[str, object]]:
        for position, product, producer in self._products:
            if product.history == "upgraded":
                before = f"{product.stars - 1} sao"
                decided = self._decided(position, months=22, spread=8)
            elif product.history == "renewed":
                before = f"{product.stars} sao"
                decided = self._decided(position, months=38, spread=3)
            else:
                continue
            yield self._row(product, producer, stars=before, decided=decided)

    def _lapsed_rows(self, listed: datetime.date) -> Iterator[dict[str, object]]:
        for _, product, producer in self._products:
            if product.history == "lapsed":
                yield self._row(
                    product, producer, stars=_stars_cell(product), listed=listed, is_offered=True
                )

    def _current_rows(self, listed: datetime.date) -> Iterator[dict[str, object]]:
        for position, product, producer in self._products:
            if product.history == "lapsed":
                continue
            yield self._row(
                product,
                producer,
                stars=_stars_cell(product),
                decided=self._last_decided(position, product),
                listed=listed,
                status=_STATUS.get(product.history, "Đã công nhận"),
                note=f"Nâng hạng từ {product.stars - 1} sao"
                if product.history == "upgraded"
                else "",
                is_offered=True,
            )

    def _last_decided(self, position: int, product: Product) -> datetime.date | None:
        if product.history == "ending":
            last = self.day + datetime.timedelta(days=4 + position * 5 % 24)
            return _weekday(_earlier(last, months=_TERM_MONTHS))
        if age := _AGES.get(product.history):
            return self._decided(position, months=age[0], spread=age[1])
        return None  # a list is all there is

    def _revoked_rows(self, listed: datetime.date) -> Iterator[dict[str, object]]:
        for _, product, producer in self._products:
            if product.history == "revoked":
                yield self._row(
                    product, producer, listed=listed, status="Thu hồi",
                    note="Đưa ra khỏi danh sách: không duy trì tiêu chí bắt buộc",
                )  # fmt: skip

    def _decided(self, position: int, *, months: int, spread: int) -> datetime.date:
        """A working day ``months`` ago or up to ``spread`` months earlier, one of four a year."""
        back = months + position * 7 % (spread + 1) // 3 * 3
        return _weekday(_earlier(self.day, months=back) - datetime.timedelta(days=6))

    def _row(
        self, product: Product, producer: Producer, *, stars: str = "",
        decided: datetime.date | None = None, listed: datetime.date | None = None,
        status: str = "Đã công nhận", note: str = "", is_offered: bool = False,
    ) -> dict[str, object]:  # fmt: skip
        spoken = decided or listed or self.day
        commune, district, province = self._address(producer, spoken)
        row: dict[str, object] = {
            "Tên sản phẩm": product.name,
            "Chủ thể": producer.name,
            "Loại hình": producer.kind,
            "Xã": commune,
            "Huyện": district,
            "Tỉnh": province,
            "Hạng sao": stars,
            "Bộ sản phẩm/Nhóm": self._sets[product.set],
            "Tình trạng": status,
            "Ghi chú": note,
            "Điện thoại": producer.phone,
            "Nguồn": SOURCE,
        }
        if decided:
            row["Số quyết định"] = _decision_no(producer.province, decided, stars)
            row["Ngày quyết định"] = f"{decided:%d/%m/%Y}"
        if is_offered:
            row |= _offer(product)
        return row

    def _address(self, producer: Producer, day: datetime.date) -> tuple[str, str, str]:
        """Commune, district and province as a paper of ``day`` calls them."""
        key = (producer.province, producer.district, producer.commune)
        commune, province = self._places[key]
        if day < _REFORM:
            return producer.commune, producer.district, producer.province
        return commune, "", province

    @staticmethod
    def _csv(rows: list[dict[str, object]]) -> bytes:
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
        writer.writeheader()
        for number, row in enumerate(rows, start=1):
            writer.writerow({"TT": number, **row})
        return text.getvalue().encode("utf-8-sig")


def _stars_cell(product: Product) -> str:
    if product.history == "proposed":
        return f"đề nghị {product.stars} sao"
    if product.history == "hoped":
        return f"{product.stars} sao (đề nghị {product.stars + 1} sao)"
    return f"{product.stars} sao"


def _offer(product: Product) -> dict[str, object]:
    packs = [pack.split("=") for pack in product.packs.split("; ")]
    labels, contents, prices, stocks = zip(*packs, strict=True)
    return {
        "Giá": " | ".join(thousands(int(price)) for price in prices),
        "Quy cách": " | ".join(labels),
        "Khối lượng": " | ".join(contents) if any(contents) else "",
        "Tồn kho": " | ".join(stocks),
        "Mô tả": product.description,
        "Thành phần": product.ingredients,
        "Bảo quản": product.storage,
    }


def _decision_no(province: str, day: datetime.date, stars: str) -> str:
    """A number nobody could take for a real one; one decision a day and issuer."""
    if stars.startswith("5"):  # five stars are given by the ministry
        office = "BNN-VPĐP" if day < _MINISTRY_RENAMED else "BNNMT"
        return f"{_FIRST_NUMBER + day.toordinal() % 990}/QĐ-{office}"
    number = _FIRST_NUMBER + (sum(map(ord, province)) + day.toordinal()) % 990
    return f"{number}/QĐ-UBND"


def _earlier(day: datetime.date, *, months: int) -> datetime.date:
    """The same day of an earlier month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def _weekday(day: datetime.date) -> datetime.date:
    """The day itself, or the Friday before a weekend."""
    return day - datetime.timedelta(days=max(day.weekday() - calendar.FRIDAY, 0))
