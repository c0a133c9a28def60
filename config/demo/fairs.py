"""Three made-up fairs: one open on the loading day, one to come, one over; with their words."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Site

from accounts.models import User
from catalog_import.samples.facts import producers
from cms.models import FairIndexPage, FairPage
from cms.sites import front_pages
from config.demo.people import CENTRE, OFFICER
from config.demo.site import HERO_TITLE
from fairs.enums import FairMode
from fairs.models import Booth, Fair
from fairs.services import (
    FairPlan,
    create_fair,
    introduce_booth,
    open_booth,
    pin_product,
    publish_fair,
    set_fair_price,
)
from ocop.models import Centre, Subject
from shop.catalogue.models import Product
from shop.errors import ShopError
from shop.partner.models import StockRecord

_MOST_PINS = 4
#: Of the products of a booth these many get a fair price
_PRICED = 2
#: Producers of the open fair, from each of the four provinces
_OPEN = (
    "HG-CHE", "HG-ONG", "HG-DET", "HN-CA", "HN-SEN", "HD-BANH", "HD-VAI", "DN-CACAO", "DN-BUOI",
)  # fmt: skip
_OTHERS = ("HG-CHE", "HG-GAO", "HN-BANH", "HD-TOI", "DN-TIEU")
_INTRODUCTION = (
    "Chúng tôi mang đến hội chợ những sản phẩm làm ra trong vụ này.\n"
    "Mời bà con ghé xem, hỏi thêm qua điện thoại lúc nào cũng được."
)


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A made-up fair; days count from the loading day."""

    name: str
    summary: str
    first: int
    last: int
    mode: FairMode
    venue: str
    producers: tuple[str, ...]
    has_prices: bool


_FAIRS = (
    _Sketch(
        "Phiên chợ OCOP bốn tỉnh (mẫu)",
        "Gian hàng mẫu của Tuyên Quang, Ninh Bình, Hải Phòng và Đồng Nai, giá hội chợ bảy ngày.",
        -2, 5, FairMode.HYBRID, "Quảng trường Ví Dụ, tỉnh Tuyên Quang", _OPEN, has_prices=True,
    ),
    _Sketch(
        "Hội chợ Tết đặc sản vùng miền (mẫu)", "Sắm Tết cùng các hợp tác xã.",
        21, 25, FairMode.ONLINE, "", _OTHERS, has_prices=True,
    ),
    _Sketch(
        "Tuần lễ nông sản mùa thu (mẫu)", "Đã khép lại; gian hàng vẫn xem được.",
        -40, -36, FairMode.ONLINE, "", _OTHERS, has_prices=False,
    ),
)  # fmt: skip
#: Title, introduction, text; headline and introduction of the open fair
_WORDS = {
    "vi": (
        "Hội chợ",
        "Hội chợ mở và đóng theo giờ đã công bố; giá hội chợ chỉ có trong giờ ấy.",
        (
            "<p>Mỗi gian hàng là một chủ thể có sản phẩm OCOP. Đặt hàng như ngày thường, "
            "trả tiền khi nhận hàng.</p>"
        ),
        _FAIRS[0].name,
        "",
    ),
    "en": (
        "Fairs",
        "Fairs open and close at the announced hour; fair prices hold in between only.",
        (
            "<p>Every booth belongs to a producer of OCOP products. Order as on any other day, "
            "pay on delivery.</p>"
        ),
        "OCOP market of four provinces (sample)",
        "Sample booths from four provinces, with fair prices for seven days.",
    ),
}
_HERO_ALT = {
    "vi": "Tranh vẽ ruộng bậc thang chín vàng và nhà sàn lúc bình minh",
    "en": "Drawing of golden rice terraces and stilt houses at sunrise",
}


@transaction.atomic
def make_fairs(day: datetime.date) -> int:
    """Make the fairs that are not there yet, as of the day the samples were loaded."""
    centre = Centre.objects.filter(name=CENTRE).first()
    officer = User.objects.filter(email=OFFICER.email).first()
    if centre is None or officer is None:
        return 0
    known = set(Fair.objects.filter(centre=centre).values_list("name", flat=True))
    waiting = [sketch for sketch in _FAIRS if sketch.name not in known]
    for sketch in waiting:
        _make(sketch, centre, officer, day)
    _write_words()
    return len(waiting)


def _make(sketch: _Sketch, centre: Centre, officer: User, day: datetime.date) -> None:
    opens_at = _at(day, sketch.first, 8)
    moment = opens_at - datetime.timedelta(days=7)  # a fair is prepared before it opens
    fair = create_fair(
        centre=centre, by=officer, moment=moment,
        plan=FairPlan(
            name=sketch.name, summary=sketch.summary, mode=sketch.mode, venue=sketch.venue,
            opens_at=opens_at, closes_at=_at(day, sketch.last, 17),
        ),
    )  # fmt: skip
    for subject in _subjects(sketch.producers):
        booth = open_booth(fair=fair, subject=subject, by=officer, moment=moment)
        introduce_booth(booth=booth, introduction=_INTRODUCTION, moment=moment)
        _fill(booth, moment, has_prices=sketch.has_prices)
    publish_fair(fair=fair, by=officer, moment=moment)


def _at(day: datetime.date, days: int, hour: int) -> datetime.datetime:
    moment = datetime.datetime.combine(day + datetime.timedelta(days=days), datetime.time(hour))
    return timezone.make_aware(moment)


def _subjects(ids: Iterable[str]) -> list[Subject]:
    names = [producer.name for producer in producers() if producer.id in ids]
    return list(Subject.objects.filter(name__in=names, is_sample=True).order_by("pk"))


def _fill(booth: Booth, moment: datetime.datetime, *, has_prices: bool) -> None:
    listings = Product.objects.filter(registered_product__subject=booth.subject, is_public=True)
    priced = 0
    for listing in listings.select_related("registered_product").order_by("pk")[:_MOST_PINS]:
        pin = pin_product(booth=booth, listing=listing, moment=moment)
        record = _cheapest(listing)
        if record is None or not has_prices or priced == _PRICED:
            continue
        try:
            set_fair_price(
                pin=pin, pack=record.product, price=int(record.price) * 85 // 100_000 * 1000,
                quota=30 if priced else None, moment=moment,
            )  # fmt: skip
        except ShopError:
            continue  # its recognition does not last as long as the fair
        priced += 1


def _cheapest(listing: Product) -> StockRecord | None:
    records = StockRecord.objects.filter(price__isnull=False).select_related("product")
    own = records.filter(product=listing) | records.filter(product__parent=listing)
    return own.order_by("price", "pk").first()


def _write_words() -> None:
    """A page above the calendar and one above the open fair, in every language."""
    fair = Fair.objects.filter(name=_FAIRS[0].name).first()
    picture = get_image_model().objects.filter(title=HERO_TITLE).first()
    for home in front_pages(Site.objects.get(is_default_site=True)):
        code = home.locale.language_code
        if code not in _WORDS or FairIndexPage.objects.child_of(home).exists():
            continue
        title, introduction, body, headline, lead = _WORDS[code]
        index = home.add_child(
            instance=FairIndexPage(title=title, introduction=introduction, locale=home.locale)
        )
        if fair is not None:
            index.add_child(
                instance=FairPage(
                    title=headline, introduction=lead, fair=fair, body=body, locale=home.locale,
                    hero_image=picture, hero_alt=_HERO_ALT[code] if picture else "",
                )
            )  # fmt: skip
