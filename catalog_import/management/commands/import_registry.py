"""``manage.py import_registry FILE``: one registry file into the register."""

import datetime
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from catalog_import.messages import message_of
from catalog_import.problems import Problem
from catalog_import.report import Report
from catalog_import.services import import_file
from ocop import clock

_SHOWN_ISSUES = 50


class Command(BaseCommand):
    help = "Import a list of certified products (CSV, TSV, XLSX, XLSM, XLS, ODS, DOCX, PDF)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--province", help="province of a list that names none")
        parser.add_argument(
            "--as-of",
            type=datetime.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day the list speaks for, where it prints none",
        )
        parser.add_argument("--dry-run", action="store_true", help="check and count, write nothing")
        parser.add_argument(
            "--apply-valid-rows",
            action="store_true",
            help="write the sound rows although others have errors",
        )
        parser.add_argument(
            "--accept-mapping",
            action="store_true",
            help="agree with what the columns were taken for where their headers are not known",
        )
        parser.add_argument("--report", type=Path, metavar="OUT.json")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("There is no file “%(name)s”.") % {"name": path})
        with _progress_bar() as progress:
            report = import_file(
                path=path,
                province=options["province"],
                as_of=options["as_of"],
                dry_run=options["dry_run"],
                apply_valid_rows=options["apply_valid_rows"],
                accept_mapping=options["accept_mapping"],
                moment=clock.now(),
                progress=progress,
            )
        if options["report"]:
            content = json.dumps(report.to_json(), ensure_ascii=False, indent=1)
            options["report"].write_text(f"{content}\n", "utf-8")
        self._tell(report)
        if report.is_refused:
            raise CommandError(message_of(report.problems[0]))
        if report.errors and (report.is_stopped or not options["apply_valid_rows"]):
            count = len(report.errors)
            raise CommandError(
                ngettext(
                    "Nothing was written: %(count)s error. Mend the file or add "
                    "--apply-valid-rows.",
                    "Nothing was written: %(count)s errors. Mend the file or add "
                    "--apply-valid-rows.",
                    count,
                )
                % {"count": count}
            )
        if report.is_unsure and not (options["dry_run"] or options["accept_mapping"]):
            raise CommandError(
                _(
                    "Nothing was written: what some columns hold was guessed. Check it and add "
                    "--accept-mapping."
                )
            )

    def _tell(self, report: Report) -> None:
        if report.is_refused:
            return
        for problem in report.problems[:_SHOWN_ISSUES]:
            style = self.style.ERROR if problem.is_error else self.style.WARNING
            self.stdout.write(style(_line(problem)))
        if (more := len(report.problems) - _SHOWN_ISSUES) > 0:
            self.stdout.write(_("… and %(count)s more (see --report)") % {"count": more})
        counts = report.counts
        self.stdout.write(
            _(
                "%(file)s: %(rows)s rows; %(created)s new, %(changed)s changed, %(unchanged)s "
                "unchanged, %(skipped)s skipped; %(missing)s missing from this list."
            )
            % {"file": report.file, **counts.to_json()}
        )
        if not report.is_written:
            self.stdout.write(_("Nothing was written."))


def _line(problem: Problem) -> str:
    where = problem.sheet
    if problem.row is not None:
        where = f"{where}!{problem.column}{problem.row}"
    return f"{where}: {message_of(problem)}" if where else message_of(problem)


@contextmanager
def _progress_bar() -> Iterator[Any]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    words = {"read": _("Reading"), "write": _("Writing")}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(words[stage], total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show
