"""``manage.py work``: the background process that every site needs one or more of."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.worker import Worker, work_once


class Command(BaseCommand):
    help = "Run queued tasks, keep the search index fresh and call periodic jobs, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do what waits now, then end instead of waiting"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            work_once()
            return
        worker = Worker()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: worker.stop())
        worker.run()
