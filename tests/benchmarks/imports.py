"""A national list: checked, applied and imported again, beside the bare parsing of its file and the
bare inserting of its rows. ``make bench`` runs it after the pages.

BENCH_ROWS makes a quick run, which is printed and not kept. Without CHOPHIEN_TEST_POSTGRES only
SQLite is measured.
"""

import datetime
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BEGIN, END = "<!-- imports -->\n", "<!-- /imports -->\n"
WHOLE = 15_000
HEADINGS = ("", "", "seconds", "CPU seconds", "÷ bare", "queries", "MB")
_HEADER = [
    "STT", "Tỉnh", "Huyện", "Xã", "Tên sản phẩm", "Chủ thể", "Hạng sao", "Số quyết định",
    "Ngày quyết định", "Nhóm", "Trạng thái",
]  # fmt: skip
_WORDS = ("Gạo nếp", "Chè Shan tuyết", "Mật ong", "Nước mắm", "Bánh gai", "Cà phê", "Tinh dầu sả")
_GROUPS = ("Thực phẩm", "Đồ uống", "Thực phẩm", "Thực phẩm", "Thực phẩm", "Đồ uống", "Dược liệu")
MOMENT = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)

_VENDORS = {"sqlite": "SQLite", "postgres": "PostgreSQL", "postgresql": "PostgreSQL"}

#: Seconds, seconds of processor, queries, most memory
Taken = tuple[float, float, int, int]
Row = tuple[str, str, str, str, str, str, str]


def main() -> int:
    rows = int(os.environ.get("BENCH_ROWS") or WHOLE)
    table: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="chophien-bench-") as directory:
        table += _measured(f"sqlite:///{directory}/bench.sqlite3", rows)
    if server := os.environ.get("CHOPHIEN_TEST_POSTGRES"):
        with _database(server) as address:
            table += _measured(address, rows)
    for row in table:
        sys.stdout.write("  ".join(f"{cell:>12}" for cell in row) + "\n")
    if rows == WHOLE:
        _keep(table, rows, ROOT / "docs/benchmarks.md")
    return 0


def _measured(address: str, rows: int) -> list[Row]:
    """What is measured runs in processes of its own: memory is that of this one work."""
    with tempfile.TemporaryDirectory(prefix="chophien-bench-") as directory:
        path = Path(directory) / "national.xlsx"
        _alone("prepare", address, rows, path)
        bare = _alone("bare", address, rows, path)
        done = _alone("import", address, rows, path)
    return table_of(_VENDORS[address.partition(":")[0]], bare, done)


def _alone(stage: str, address: str, rows: int, path: Path) -> list[Taken]:
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.imports", stage, str(rows), str(path)],
        cwd=ROOT,
        env=os.environ
        | {"BENCH_DATABASE": address, "DJANGO_SETTINGS_MODULE": "tests.benchmarks.import_settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    return [tuple(taken) for taken in json.loads(told.stdout)]


def table_of(vendor: str, bare: list[Taken], done: list[Taken]) -> list[Row]:
    """``bare``: the file read, the facts inserted. ``done``: checked, applied, imported again."""
    parsed, inserted = bare
    both = (parsed[0] + inserted[0], parsed[1] + inserted[1], 0, 0)
    checked, applied, again = done
    return [
        _row(vendor, "openpyxl reads the file", parsed, None),
        _row("", "bulk_create of the facts", inserted, None),
        _row("", "checked", checked, parsed),
        _row("", "applied", applied, both),
        _row("", "imported again, nothing new", again, parsed),
    ]


@contextmanager
def _database(server: str) -> Iterator[str]:
    import psycopg

    name = f"bench_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server.rsplit('/', 1)[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def measure(stage: str, rows: int, path: Path) -> list[Taken]:
    """In a process of its own: ``prepare`` the database and the file, what is ``bare``, or the
    ``import``."""
    import django

    django.setup()
    if stage == "prepare":
        _prepare(rows, path)
        return []
    if stage == "bare":
        return [timed(lambda: parse(path.read_bytes())), timed(lambda: insert_bare(rows))]
    return [timed(_importing(rows, path, dry_run=dry_run)) for dry_run in (True, False, False)]


def _prepare(rows: int, path: Path) -> None:
    from django.core.management import call_command

    from tests.conftest import load_reference_rows

    call_command("migrate", run_syncdb=True, verbosity=0)
    load_reference_rows()
    path.write_bytes(a_list(rows))


def _importing(rows: int, path: Path, *, dry_run: bool) -> Callable[[], None]:
    from catalog_import.services import import_file

    def run() -> None:
        report = import_file(moment=MOMENT, path=path, dry_run=dry_run)
        if report.counts.rows != rows or report.errors:
            raise SystemExit(f"{report.counts} {report.problems[:3]}")

    return run


def timed(run: Callable[[], None]) -> Taken:
    """Seconds, seconds of processor (of reading processes too), queries, most memory so far."""
    from django.db import connection

    queries = 0

    def count(execute, sql, params, many, context):
        nonlocal queries
        queries += 1
        return execute(sql, params, many, context)

    begun, busy = time.monotonic(), _busy()
    with connection.execute_wrapper(count):
        run()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return time.monotonic() - begun, _busy() - busy, queries, memory


def _busy() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _row(vendor: str, title: str, taken: Taken, beside: Taken | None) -> Row:
    seconds, busy, queries, memory = taken
    ratio = f"{busy / beside[1]:.2f}" if beside else ""
    return vendor, title, f"{seconds:.1f}", f"{busy:.1f}", ratio, str(queries), str(memory)


def a_list(rows: int) -> bytes:
    """A made-up list over real communes of before the reform, as XLSX."""
    from openpyxl import Workbook

    from ocop.models import Place

    communes = list(
        Place.objects.communes("pre-2025-07").filter(parent__isnull=False)
        .select_related("parent", "province").order_by("code")[: max(1, rows // 2)]
    )  # fmt: skip
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Toàn quốc")
    sheet.append(_HEADER)
    for number in range(rows):
        commune = communes[number % len(communes)]
        word = number % len(_WORDS)
        sheet.append(
            [
                number + 1, commune.province.name, commune.parent.full_name, commune.full_name,
                f"{_WORDS[word]} {commune.name} {number}", f"HTX Mẫu {number // 2} {commune.name}",
                3 + number % 2, f"9{number % 900 + 100}/QĐ-UBND", f"{1 + number % 28:02d}/06/2025",
                _GROUPS[word], "Thu hồi" if number % 50 == 0 else "Còn hiệu lực",
            ]
        )  # fmt: skip
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def parse(data: bytes) -> None:
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(data), read_only=True)
    for _row in workbook.active.iter_rows(values_only=True):
        pass


def insert_bare(rows: int) -> None:
    """The facts alone, as Django inserts them: no audit trail, no origins, no listings; undone."""
    from django.db import transaction

    from ocop.models import Certificate, RegisteredProduct, Standing, Subject

    day = datetime.date(2025, 6, 1)
    with transaction.atomic():
        subjects = Subject.objects.bulk_create(
            Subject(name=f"S {n}", match_key=f"s {n}", slug=f"s-{n}") for n in range(rows // 2)
        )
        products = RegisteredProduct.objects.bulk_create(
            RegisteredProduct(name=f"P {n}", match_key=f"p {n}", subject=subjects[n // 2 - 1])
            for n in range(rows)
        )
        standings = Standing.objects.bulk_create(
            Standing(product=product, status="certified", stars=4, recorded_on=day, as_of=day)
            for product in products
        )
        Certificate.objects.bulk_create(
            Certificate(
                product=standing.product, standing=standing, stars=4, evidence="decision",
                level="province", issued_on=day, expires_on=day, rule_set="1489/2025",
                valid_from=day, valid_until=day,
            )
            for standing in standings
        )  # fmt: skip
        transaction.set_rollback(True)


def _keep(table: list[Row], rows: int, path: Path) -> None:
    before, _begin, rest = path.read_text("utf-8").partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{path.name} has no place for the table")
    today = datetime.datetime.now(datetime.UTC)
    lines = [f"{today.day} {today:%B %Y}: {rows:,} rows, {os.cpu_count()} processor cores.", ""]
    lines += [_line(HEADINGS), _line(("---", "---", *["--:"] * 5)), *map(_line, table)]
    path.write_text(before + BEGIN + "\n".join(lines) + "\n" + END + after, "utf-8")


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    if sys.argv[1:]:
        json.dump(measure(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])), sys.stdout)
    else:
        raise SystemExit(main())
