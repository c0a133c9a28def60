"""``make bench``: our embedded index beside SQL engines, and beside the least that counting costs.

BENCH_LISTINGS names the sizes, with commas; 1000000 takes ten minutes more and is measured on the
embedded index alone. Only a run of the sizes that stand in docs/benchmarks.md is kept there.
"""

import importlib.util
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.search import counting
from tests.benchmarks.search.engines import Elasticsearch, Embedded, Fts5, Postgres, Whoosh
from tests.benchmarks.search.run import p95
from tests.benchmarks.shops import ROOT, server_version
from tests.elasticsearch import launcher

_WHOLE = (15_000, 100_000)
_REQUESTS = 300
#: SQL takes seconds for some of them
_SQL_REQUESTS = 60
_SQL_LISTINGS = 100_000
#: It takes minutes to build more
_WHOOSH_LISTINGS = 15_000
_BEGIN, _END = "<!-- searched -->\n", "<!-- /searched -->\n"
_HEADINGS = (
    "listings", "engine", "search median ms", "search p95 ms", "work p95 ms", "p95 × ours",
    "suggestions p95 ms", "work p95 ms", "all match ms", "build s", "build work s", "memory MB",
    "disk MB",
)  # fmt: skip

Figures = dict[str, dict]


def main() -> int:
    console = Console(width=None if sys.stdout.isatty() else 180)
    server = os.environ.get("CHOPHIEN_TEST_POSTGRES")
    sizes = tuple(int(n) for n in os.environ.get("BENCH_LISTINGS", "").split(",") if n) or _WHOLE
    requests = int(os.environ.get("BENCH_REQUESTS") or _REQUESTS)
    rows = []
    for listings in sizes:
        engines = {Embedded.name: requests}
        if listings <= _SQL_LISTINGS:
            if not launcher.missing():
                engines[Elasticsearch.name] = requests
            engines[Fts5.name] = min(requests, _SQL_REQUESTS)
            if server:
                engines[Postgres.name] = min(requests, _SQL_REQUESTS)
        if listings <= _WHOOSH_LISTINGS and importlib.util.find_spec("whoosh"):
            engines[Whoosh.name] = min(requests, _SQL_REQUESTS)
        figures = {}
        for engine, number in engines.items():
            console.print(f"{engine}: {listings:,} listings, {number} searches …")
            figures[engine] = _measure(engine, listings, number)
        _compare(figures, listings)
        rows += _rows(figures, listings)
    _print(rows, console)
    if (sizes, requests) == (_WHOLE, _REQUESTS) and server:
        _write(rows, _conditions(server), ROOT / "docs/benchmarks.md")
    return 0


def _measure(engine: str, listings: int, requests: int) -> dict:
    command = [sys.executable, "-m", "tests.benchmarks.search.run", engine]
    result = subprocess.run(
        [*command, str(listings), str(requests)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return json.loads(result.stdout)


def _compare(figures: Figures, listings: int) -> None:
    """Engines that find or count something else are no comparison."""
    ours = figures[Embedded.name]["answers"]
    for engine, figure in figures.items():
        if engine != Whoosh.name and figure["answers"] != ours[: len(figure["answers"])]:
            raise ValueError(f"{engine} does not answer like ours at {listings:,} listings")


def _rows(figures: Figures, listings: int) -> list[tuple[str, ...]]:
    ours = figures[Embedded.name]["seconds"]
    rows = []
    for engine, figure in figures.items():
        search, complete = figure["search"], figure["complete"]
        # A server works in a process of its own.
        is_server = engine in {Postgres.name, Elasticsearch.name}
        rows.append(
            (
                f"{listings:,}",
                engine,
                _ms(search["wall_median"]),
                _ms(search["wall_p95"]),
                "" if is_server else _ms(search["work_p95"]),
                f"{_times(figure['seconds'], ours):.1f}",
                _ms(complete["wall_p95"]),
                "" if is_server else _ms(complete["work_p95"]),
                _ms(figure["everything"]["wall_median"]),
                f"{figure['build'][0]:.1f}",
                "" if is_server else f"{figure['build'][1]:.1f}",
                "" if is_server else str(figure["megabytes"]),
                "" if engine == Postgres.name else str(figure["disk_megabytes"]),
            )
        )
    with tempfile.TemporaryDirectory(prefix="chophien-bench-") as directory:
        limit = counting.seconds(listings, Path(directory))
    if limit is not None:
        share = limit * 1000 / figures[Embedded.name]["everything"]["wall_median"]
        blank = [""] * 4
        rows.append((f"{listings:,}", "counting alone, in C", "", "", "", f"{share:.2f}",
                     "", "", f"{limit * 1000:.2f}", *blank))  # fmt: skip
    return rows


def _times(theirs: list[float], ours: list[float]) -> float:
    """How much longer the p95 is, over the questions that both were asked."""
    return p95(sorted(theirs)) / p95(sorted(ours[: len(theirs)]))


def _ms(number: float) -> str:
    return f"{number:.1f}"


def _print(rows: list[tuple[str, ...]], console: Console) -> None:
    table = Table(*_HEADINGS)
    for number in range(2, len(_HEADINGS)):
        table.columns[number].justify = "right"
    for row in rows:
        table.add_row(*row, end_section=row[1].startswith("counting"))
    console.print(table)


def _write(rows: list[tuple[str, ...]], conditions: str, path: Path) -> None:
    before, _begin, rest = path.read_text("utf-8").partition(_BEGIN)
    _old, end, after = rest.partition(_END)
    if not end:
        raise ValueError(f"{path.name} has no place for the table")
    lines = [_HEADINGS, ("--:", "---", *["--:"] * (len(_HEADINGS) - 2)), *rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    path.write_text(f"{before}{_BEGIN}{conditions}\n\n{table}\n{_END}{after}", "utf-8")


def _conditions(server: str) -> str:
    return (
        f"{datetime.now(UTC):%d %B %Y}: {_REQUESTS} searches ({_SQL_REQUESTS} with SQL), ten "
        f"facets counted in each, {os.cpu_count()} processor cores, "
        f"Python {platform.python_version()}, tantivy {version('tantivy')}, "
        f"SQLite {sqlite3.sqlite_version}, "
        f"PostgreSQL {server_version(server)}."
    )


if __name__ == "__main__":
    sys.exit(main())
