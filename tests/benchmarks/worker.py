"""One process of one shop.

``python -m tests.benchmarks.worker ours load 10000`` fills the database; ``… ours serve 0`` does
what the driver asks, one JSON line for another, and times each request by itself.
"""

import json
import os
import sys
import time

import django
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.pages import Request, Visitor


class WrongAnswer(Exception):
    """A page that is not the one to be measured."""


class Server:
    """Sends a visitor's requests to the shop of this process, without a network between."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self._waiting: list[Request] = []

    def queries(self, page: str) -> int:
        """How many statements one request sends; its time counts for nothing."""
        request = self._ready(page)
        with CaptureQueriesContext(connection) as queries:
            self._check(page, request())
        return len(queries)

    def time(self, page: str) -> float:
        """Seconds of one request."""
        request = self._ready(page)
        started = time.perf_counter()
        answer = request()
        took = time.perf_counter() - started
        self._check(page, answer)
        return took

    def prepare(self, page: str, requests: int) -> int:
        """Get so many requests ready for ``run``."""
        self._waiting = [self._ready(page) for _n in range(requests)]
        return requests

    def run(self, page: str) -> float:
        """Seconds of everything prepared, one request after another."""
        started = time.perf_counter()
        answers = [request() for request in self._waiting]
        took = time.perf_counter() - started
        for answer in answers:
            self._check(page, answer)
        return took

    def _ready(self, page: str) -> Request:
        return getattr(self._visitor, page)()

    def _check(self, page: str, answer: HttpResponse) -> None:
        if not self._visitor.is_right(page, answer):
            raise WrongAnswer(f"{page}: {answer.status_code} {dict(answer.headers)}")


def main() -> None:
    shop, act, number = sys.argv[1:]
    # Whatever a library prints must not stand between two answers
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    django.setup()
    if act == "load":
        _load(shop, int(number))
        return
    server = Server(_visitor(shop, int(number)))
    for line in sys.stdin:
        asked = json.loads(line)
        answer = getattr(server, asked.pop("do"))(**asked)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _load(shop: str, products: int) -> None:
    if shop == "ours":
        from tests.benchmarks.ours.loading import load
    else:
        from tests.benchmarks.stock.loading import load
    load(products)


def _visitor(shop: str, process: int) -> Visitor:
    if shop == "ours":
        from tests.benchmarks.ours.pages import OurVisitor

        return OurVisitor(process=process)
    from tests.benchmarks.stock.pages import StockVisitor

    return StockVisitor(process=process)


if __name__ == "__main__":
    main()
