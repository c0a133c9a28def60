"""Stock Oscar's pages, asked for as a visitor's browser does."""

from django.conf import settings
from django.urls import reverse
from oscar.core.loading import get_model

from tests.benchmarks.pages import Request, Visitor

_ADDRESS = {
    "first_name": "Mua", "last_name": "Nguyễn Thị", "line1": "Số 1 ngõ 2", "line4": "Hà Nội",
    "postcode": "100000", "phone_number": "+84912345678", "notes": "Gọi trước khi giao",
}  # fmt: skip


class StockVisitor(Visitor):
    LISTING = "/catalogue/"
    BASKET = "/basket/"
    THANKS = "/checkout/thank-you/"
    PRODUCTS_A_PAGE = settings.OSCAR_PRODUCTS_PER_PAGE
    CARD = b'class="product_pod"'
    LINE = b'class="basket-items"'
    BUY = b'id="add_to_basket_form"'

    def __init__(self, *, process: int) -> None:
        product, record = get_model("catalogue", "Product"), get_model("partner", "StockRecord")
        super().__init__(product.objects.all(), record.objects.all(), process=process)

    def put_in(self, client, record) -> None:
        client.post(reverse("basket:add", kwargs={"pk": record.product_id}), {"quantity": 1})

    def check_out(self, client, records) -> Request:
        """Nobody asks for money: Oscar leaves that to the shop."""
        guest = {"username": "mua@vi-du.example", "options": "anonymous"}
        client.post(reverse("checkout:index"), guest)
        client.post(reverse("checkout:shipping-address"), _ADDRESS)
        client.get(reverse("checkout:shipping-method"))
        client.get(reverse("checkout:preview"))
        return lambda: client.post(reverse("checkout:preview"), {"action": "place_order"})
