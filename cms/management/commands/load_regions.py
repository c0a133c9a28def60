"""``manage.py load_regions``: pages of provinces, and the sections for stories and news."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.sections import load_sections


class Command(BaseCommand):
    help = "Add the pages of all provinces, stories and news that are missing; change none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--only", metavar="CODE,CODE", help="these provinces of today alone: 08,37"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        only = options["only"].split(",") if options["only"] else None
        self.stdout.write(f"{load_sections(only=only)}")
