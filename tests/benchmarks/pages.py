"""What is measured, and the visitor who asks for it in either shop."""

import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client

from tests.benchmarks.catalogue import LINES

PAGES = {
    "listing": "Listing, first page",
    "product": "Product",
    "listing_with_basket": "Listing, 10 lines in the basket",
    "product_with_basket": "Product, 10 lines in the basket",
    "basket": "Basket, 10 lines",
    "order": "Placing an order, 10 lines",
}
#: Product pages that are visited in turn
_PRODUCTS = 200

Request = Callable[[], HttpResponse]


class Visitor(ABC):
    """Without an account. The methods named in ``PAGES`` do what comes before a request and return
    the request itself, to be sent once; ``is_right`` says whether the answer is what was to be
    measured, for an empty list answers 200 too.
    """

    LISTING: ClassVar[str]
    BASKET: ClassVar[str]
    #: Where an order ends
    THANKS: ClassVar[str]
    PRODUCTS_A_PAGE: ClassVar[int]
    #: What stands once in the HTML for each product of a list, each line of a basket, and on the
    #: page of a product that is on sale
    CARD: ClassVar[bytes]
    LINE: ClassVar[bytes]
    BUY: ClassVar[bytes]

    def __init__(self, products: QuerySet, stock: QuerySet, *, process: int) -> None:
        self._stock = stock
        self._baskets = self._pairs(process)
        self._cards = min(self.PRODUCTS_A_PAGE, products.count())
        every = max(1, products.count() // _PRODUCTS)
        urls = [product.get_absolute_url() for product in products.order_by("pk")[::every]]
        self._urls = itertools.cycle(urls)
        self._shopper, _records = self._with_basket()

    @abstractmethod
    def put_in(self, client: Client, record) -> None:
        """Send the form of a product page."""

    @abstractmethod
    def check_out(self, client: Client, records: list) -> Request:
        """Go through all pages before the last button; pressing that is the request."""

    def listing(self) -> Request:
        client = Client()
        return lambda: client.get(self.LISTING)

    def product(self) -> Request:
        client, url = Client(), next(self._urls)
        return lambda: client.get(url)

    def listing_with_basket(self) -> Request:
        return lambda: self._shopper.get(self.LISTING)

    def product_with_basket(self) -> Request:
        url = next(self._urls)
        return lambda: self._shopper.get(url)

    def basket(self) -> Request:
        return lambda: self._shopper.get(self.BASKET)

    def order(self) -> Request:
        return self.check_out(*self._with_basket())

    def is_right(self, page: str, answer: HttpResponse) -> bool:
        if page == "order":
            return answer.headers.get("Location", "").startswith(self.THANKS)
        if page == "basket":
            return answer.content.count(self.LINE) == LINES
        if page.startswith("listing"):
            return answer.content.count(self.CARD) == self._cards
        return self.BUY in answer.content

    def _with_basket(self) -> tuple[Client, list]:
        client, records = Client(), next(self._baskets)
        for record in records:
            self.put_in(client, record)
        return client, records

    def _pairs(self, process: int) -> Iterator[list]:
        """Stock records of one basket after another: of a pair of sellers each, and the next pair
        the next time. Each process begins elsewhere: none waits for the other's rows."""
        sellers = sorted(set(self._stock.values_list("partner_id", flat=True)))
        for turn in itertools.count(process * len(sellers) // 4):
            pair = [sellers[(2 * turn + number) % len(sellers)] for number in range(2)]
            yield [
                record
                for seller in pair
                for record in self._stock.filter(partner=seller).order_by("pk")[: LINES // 2]
            ]
