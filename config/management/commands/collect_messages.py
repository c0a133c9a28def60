"""Bring locale/*/django.po up to date with the code, or check that nothing is untranslated."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.core.management.base import BaseCommand, CommandError

from config import messages


class Command(BaseCommand):
    help = "Collect the messages of all rooms into locale/vi; --check fails on missing ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing")
        parser.add_argument(
            "--from", dest="parts", nargs="*", default=[], type=Path,
            help="PO files to take translations from",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        known = messages.read("vi")
        for path in options["parts"]:
            with path.open("rb") as file:
                for message in read_po(file, locale="vi"):
                    if message.id and message.string:
                        known.delete(message.id, message.context)  # add keeps an empty one
                        known.add(message.id, string=message.string, context=message.context)
        merged, missing = messages.merge(messages.collect(), known)
        if not options["check"]:
            messages.write(merged, "vi")
        if missing:
            listed = "\n  ".join(missing)
            raise CommandError(f"{len(missing)} messages without Vietnamese:\n  {listed}")
        self.stdout.write(f"{len(merged)} messages, all in Vietnamese")
