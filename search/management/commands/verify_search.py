"""``manage.py verify_search``: is the index what the database says?"""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from search.query import IndexUnavailable
from search.verification import verify


class Command(BaseCommand):
    help = "Compare index and database, document by document; --repair does again what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=sys.stderr)
        try:
            with Progress(console=console, disable=not console.is_terminal) as progress:
                task = progress.add_task(_("Comparing"), total=None)
                verdict = verify(
                    repair=options["repair"],
                    progress=lambda done, total: progress.update(task, completed=done, total=total),
                )
        except IndexUnavailable as problem:
            raise CommandError(
                _("There is no index to compare: %(problem)s") % {"problem": problem}
            ) from problem
        if options["json"]:
            self.stdout.write(json.dumps(verdict.as_dict()))
        else:
            self.stdout.write(
                _(
                    "%(checked)s products compared: %(missing)s missing in the index, %(surplus)s "
                    "too many, %(different)s out of date; %(repaired)s queued to be done again"
                )
                % verdict.as_dict()
            )
        if not verdict.is_clean and not options["repair"]:
            sys.exit(1)
