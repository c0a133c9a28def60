"""Our pages, asked for as a visitor's browser does."""

import itertools
import re

from django.urls import reverse

from search.addresses import PAGE_SIZE
from shop.catalogue.models import Product
from shop.partner.models import StockRecord
from tests.benchmarks.pages import Request, Visitor
from tests.shop.shopping import CHECK, address_form, delivery_form, put_in, recipient_form


class OurVisitor(Visitor):
    LISTING = "/san-pham/"
    BASKET = "/gio-hang/"
    THANKS = "/dat-hang/cam-on/"
    PRODUCTS_A_PAGE = PAGE_SIZE
    CARD = b"<article"
    LINE = b'class="goods"'
    BUY = b'name="pack"'

    def __init__(self, *, process: int) -> None:
        super().__init__(Product.objects.all(), StockRecord.objects.all(), process=process)
        # A telephone number may place a few cash orders a day: every buyer has her own
        self._phones = (f"091{number:07d}" for number in itertools.count(process * 1_000_000))

    def put_in(self, client, record) -> None:
        put_in(client, record)

    def check_out(self, client, records) -> Request:
        client.post(reverse("shop:checkout_recipient"), recipient_form(phone=next(self._phones)))
        client.post(reverse("shop:checkout_address"), address_form())
        client.post(reverse("shop:checkout_delivery"), delivery_form(*records))
        client.post(reverse("shop:checkout_payment"), {"payment": "cod"})
        (total,) = re.findall(r'name="total" value="(\d+)"', client.get(CHECK).text)
        return lambda: client.post(CHECK, {"consent": "on", "total": total})
