"""The two shops as the driver sees them: a database each, and processes to talk to."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
OURS, STOCK = "ours", "stock"


class WorkerEnded(Exception):
    """A process ended before its work was done; it has said why on the error stream."""


@dataclass(frozen=True, slots=True)
class Shop:
    """One of the two, with what its processes are started with."""

    name: str
    environment: dict[str, str]

    def _start(self, *words: str, **pipes: int) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.worker", self.name, *words],
            cwd=ROOT, env=self.environment, text=True, **pipes,
        )  # fmt: skip

    @contextmanager
    def loading(self, products: int) -> Iterator[None]:
        """Filled once the block is left."""
        process = self._start("load", str(products))
        try:
            yield
            if process.wait():
                raise WorkerEnded(f"{self.name}: loading failed")
        finally:
            process.kill()
            process.wait()

    @contextmanager
    def worker(self, number: int) -> Iterator["Worker"]:
        process = self._start(
            "serve", str(number), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )  # fmt: skip
        try:
            yield Worker(self.name, process)
        finally:
            process.kill()
            process.communicate()


class Worker:
    """A process that answers."""

    def __init__(self, shop: str, process: subprocess.Popen[str]) -> None:
        self._shop = shop
        self._process = process

    def ask(self, do: str, **words: str | int) -> float:
        self.send(do, **words)
        return self.answer()

    def send(self, do: str, **words: str | int) -> None:
        self._process.stdin.write(json.dumps({"do": do, **words}) + "\n")
        self._process.stdin.flush()

    def answer(self) -> float:
        line = self._process.stdout.readline()
        if not line:
            raise WorkerEnded(f"{self._shop}: no answer")
        return json.loads(line)


@contextmanager
def two_shops(server: str, directory: Path) -> Iterator[list[Shop]]:
    """Both shops, with empty databases on ``server`` that are dropped at the end."""
    with psycopg.connect(server, autocommit=True) as connection, ExitStack() as stack:
        yield [
            Shop(
                name=name,
                environment={
                    **os.environ,
                    "DJANGO_SETTINGS_MODULE": f"tests.benchmarks.{name}.settings",
                    "BENCH_DATABASE": stack.enter_context(_database(connection, server, name)),
                    "BENCH_VAR": str(_directory(directory / name)),
                },
            )
            for name in (OURS, STOCK)
        ]


@contextmanager
def _database(connection: psycopg.Connection, server: str, shop: str) -> Iterator[str]:
    name = f"bench_{shop}_{uuid.uuid4().hex[:12]}"
    connection.execute(f"CREATE DATABASE {name}")
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _directory(path: Path) -> Path:
    (path / "static").mkdir(parents=True)  # whitenoise warns where it is missing
    return path


def settle(shops: Sequence[Shop]) -> None:
    """What PostgreSQL would do by itself in the minutes after such a load."""
    for shop in shops:
        with psycopg.connect(shop.environment["BENCH_DATABASE"], autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


def server_version(server: str) -> str:
    with psycopg.connect(server) as connection:
        return str(connection.execute("SHOW server_version").fetchone()[0]).split()[0]
