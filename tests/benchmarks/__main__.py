"""``make bench``: our shop and stock Oscar side by side, request by request in turn.

CHOPHIEN_TEST_POSTGRES names the server. BENCH_PRODUCTS and BENCH_ROUNDS make a quick run; only a
whole one is kept in docs/benchmarks.md.
"""

import os
import platform
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import django
import oscar
from rich.console import Console

from tests.benchmarks.measures import Measure
from tests.benchmarks.pages import PAGES
from tests.benchmarks.report import print_table, write_table
from tests.benchmarks.shops import ROOT, Shop, Worker, server_version, settle, two_shops

_WHOLE = (10_000, 40)
_WARM_UP = 3
#: Two processes at once: half the rounds, twice each shop
_AT_ONCE_TIMES = 2

Workers = dict[str, list[Worker]]


def main() -> int:
    console = Console(width=None if sys.stdout.isatty() else 120)
    server = os.environ.get("CHOPHIEN_TEST_POSTGRES")
    if not server:
        console.print("CHOPHIEN_TEST_POSTGRES names no server; `make bench` starts one.")
        return 2
    products = int(os.environ.get("BENCH_PRODUCTS") or _WHOLE[0])
    rounds = int(os.environ.get("BENCH_ROUNDS") or _WHOLE[1])
    with (
        tempfile.TemporaryDirectory(prefix="chophien-bench-") as directory,
        two_shops(server, Path(directory)) as shops,
    ):
        console.print(f"Loading {products} products into both shops …")
        _load(shops, products)
        with ExitStack() as stack:
            workers = {
                shop.name: [stack.enter_context(shop.worker(number)) for number in range(2)]
                for shop in shops
            }
            console.print(f"Measuring {rounds} requests of each page, in turn …")
            measures = {page: _measure(page, workers, rounds) for page in PAGES}
    print_table(measures, console)
    if (products, rounds) == _WHOLE:
        write_table(measures, _conditions(server, products, rounds), ROOT / "docs/benchmarks.md")
    return 0


def _load(shops: list[Shop], products: int) -> None:
    with ExitStack() as stack:
        for shop in shops:
            stack.enter_context(shop.loading(products))
    settle(shops)


def _measure(page: str, workers: Workers, rounds: int) -> dict[str, Measure]:
    for each in workers.values():
        for worker in each:
            for _n in range(_WARM_UP):
                worker.ask("time", page=page)
    queries = {shop: int(first.ask("queries", page=page)) for shop, (first, _) in workers.items()}
    seconds: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        # Neither always comes first: the later one finds the caches of the machine as the other
        # left them.
        for shop in sorted(workers, reverse=bool(number % 2)):
            seconds[shop].append(workers[shop][0].ask("time", page=page))
    at_once = _at_once(page, workers, max(1, rounds // _AT_ONCE_TIMES))
    return {shop: Measure(queries[shop], seconds[shop], at_once[shop]) for shop in workers}


def _at_once(page: str, workers: Workers, requests: int) -> dict[str, float]:
    """Requests a second of two processes of a shop, each sending so many."""
    took: dict[str, float] = defaultdict(float)
    for _n in range(_AT_ONCE_TIMES):
        for shop, both in workers.items():
            _both(both, "prepare", page=page, requests=requests)
            took[shop] += max(_both(both, "run", page=page))
    return {shop: 2 * requests * _AT_ONCE_TIMES / took[shop] for shop in workers}


def _both(workers: list[Worker], do: str, **words: str | int) -> list[float]:
    for worker in workers:
        worker.send(do, **words)
    return [worker.answer() for worker in workers]


def _conditions(server: str, products: int, rounds: int) -> str:
    return (
        f"{datetime.now(UTC):%d %B %Y}: {products:,} products, {rounds} requests of each page, "
        f"{os.cpu_count()} processor cores, PostgreSQL {server_version(server)}, "
        f"Python {platform.python_version()}, Django {django.get_version()}, "
        f"django-oscar {oscar.get_version()}."
    )


if __name__ == "__main__":
    sys.exit(main())
