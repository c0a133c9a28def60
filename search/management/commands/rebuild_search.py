"""``manage.py rebuild_search``: a new index from the database, while the old one answers."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from search.query import IndexUnavailable
from search.services import rebuild


class Command(BaseCommand):
    help = "Build the search index anew from the database, without interrupting searches."

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=sys.stderr)
        with Progress(console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task(_("Building the index"), total=None)
            try:
                documents = rebuild(
                    progress=lambda done, total: progress.update(task, completed=done, total=total)
                )
            except IndexUnavailable as problem:
                raise CommandError(str(problem)) from problem
        self.stdout.write(_("%(number)s products in the index") % {"number": documents})
