"""The table, on the terminal and in docs/benchmarks.md."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.measures import Measure
from tests.benchmarks.pages import PAGES
from tests.benchmarks.shops import OURS, STOCK

BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"
HEADINGS = ("", "", "queries", "median ms", "p95 ms", "requests/s", "requests/s, 2 processes")

Measures = Mapping[str, Mapping[str, Measure]]


def rows(measures: Measures) -> Iterator[tuple[str, ...]]:
    """Three of each page: ours, stock Oscar, and ours as a share of it."""
    for page, title in PAGES.items():
        ours, stock = (_numbers(measures[page][shop]) for shop in (OURS, STOCK))
        yield title, "ours", *map(_plain, ours)
        yield "", "stock Oscar", *map(_plain, stock)
        yield "", "ours ÷ stock", *(f"{a / b:.2f}" for a, b in zip(ours, stock, strict=True))


def _numbers(measure: Measure) -> tuple[float, ...]:
    return measure.queries, measure.median_ms, measure.p95_ms, measure.a_second, measure.at_once


def _plain(number: float) -> str:
    return str(number) if isinstance(number, int) else f"{number:.1f}"


def print_table(measures: Measures, console: Console) -> None:
    table = Table(*HEADINGS)
    for number in range(2, len(HEADINGS)):
        table.columns[number].justify = "right"
    for row in rows(measures):
        table.add_row(*row, end_section=row[1] == "ours ÷ stock")
    console.print(table)


def write_table(measures: Measures, conditions: str, path: Path) -> None:
    """Put the table in place of the last one; the words around it stay."""
    before, _begin, rest = path.read_text("utf-8").partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{path.name} has no place for the table")
    lines = [conditions, "", _line(HEADINGS), _line(("---", "---", *["--:"] * 5))]
    lines += [_line(row) for row in rows(measures)]
    path.write_text(before + BEGIN + "\n".join(lines) + "\n" + END + after, "utf-8")


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"
