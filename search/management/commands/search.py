"""``manage.py search "QUERY"``: what a visitor would find, for people and for programs."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ocop import clock
from search.answers import NotUnderstood, Question, answer, stars_from


class Command(BaseCommand):
    help = "Search the catalogue; --batch answers one JSON question a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="?", default="")
        parser.add_argument("--stars", help="for example 4,5")
        parser.add_argument("--province", default="", help="of today, or a former one")
        parser.add_argument("--group", default="", help="slug of a group or set")
        parser.add_argument("--limit", type=int, default=24)
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--batch", type=Path, metavar="FILE.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["batch"]:
                self._batch(options["batch"])
            else:
                self._one(options)
        except NotUnderstood as problem:
            raise CommandError(str(problem)) from problem

    def _one(self, options: dict[str, Any]) -> None:
        question = Question(
            text=options["query"],
            stars=stars_from(options["stars"]),
            province=options["province"],
            group=options["group"],
            limit=options["limit"],
        )
        result = answer(question, day=clock.today())
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        for hit in result["results"]:
            stars = "★" * (hit["stars"] or 0)
            self.stdout.write(f"{stars:5} {hit['title']} – {hit['subject']}, {hit['province']}")
        self.stdout.write(_("%(total)s found") % {"total": result["total"]})

    def _batch(self, path: Path) -> None:
        """A line that is not understood is answered too, so that line n answers line n."""
        try:
            lines = path.read_text("utf-8").splitlines()
        except OSError as problem:
            raise CommandError(str(problem)) from problem
        day = clock.today()
        for line in lines:
            if not line.strip():
                continue
            try:
                result = answer(Question.from_json(json.loads(line)), day=day)
            except (ValueError, TypeError, AttributeError) as problem:
                result = {"error": str(problem)}
            self.stdout.write(json.dumps(result, ensure_ascii=False))
