"""``manage.py load_demo``: sample data, accounts and pictures; a second run changes nothing."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import track

from catalog_import.samples.facts import producers
from cms.sections import load_sections
from config.demo.fairs import make_fairs
from config.demo.people import SIGN_INS, make_people
from config.demo.province import open_provincial_site
from config.demo.registry import (
    SampleRefused,
    foreign_products,
    load_list,
    loading_day,
    sample_lists,
)
from config.demo.shelf import Thing, add_pictures, make_offers
from config.demo.site import introduce_site
from config.demo.stories import hang_region_pictures, tell_stories
from ocop import clock


class Command(BaseCommand):
    help = "Load the sample data: real published rows, made-up offers, pictures and accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="also into a register that holds other data"
        )
        parser.add_argument(
            "--only",
            metavar="ID,ID",
            help="a small set: the made-up rows of these producers, no real ones",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if (count := foreign_products()) and not options["force"]:
            raise CommandError(
                ngettext(
                    "The register holds %(count)s product that is no sample. Use an empty "
                    "database, or say --force.",
                    "The register holds %(count)s products that are no samples. Use an empty "
                    "database, or say --force.",
                    count,
                )
                % {"count": count}
            )
        moment = clock.now()
        only = _producers(options["only"])
        runs = []
        lists = sample_lists(loading_day(clock.today()), only=only)
        for sample in _Bar(_("Lists"))(lists):
            try:
                run, written = load_list(sample, moment=moment)
            except SampleRefused as refused:
                raise CommandError(str(refused)) from refused
            if run and sample.is_made_up:
                runs.append(run)
            self._tell(_("%(file)s: rows written"), written, file=sample.name)
        self._tell(_("Offers made"), make_offers(runs, moment=moment, track=_Bar(_("Offers"))))
        pictured, drawn = add_pictures(track=_Bar(_("Pictures")))
        self._tell(_("Listings given a picture"), pictured)
        self._tell(_("Pictures drawn"), drawn)
        self._tell(_("Site of a province opened"), int(open_provincial_site()))
        self._tell(_("Accounts made"), make_people(moment))
        self._tell(_("Site introduced"), int(introduce_site()))
        self._tell(_("Pages of regions, stories and news added"), load_sections())
        self._tell(_("Stories told"), tell_stories())
        self._tell(_("Regions given a picture"), hang_region_pictures())
        self._tell(_("Fairs made"), make_fairs(loading_day(clock.today())))
        for role, email in SIGN_INS:
            self.stdout.write(f"  {role:<12} {email}")

    def _tell(self, what: str, count: int, **words: str) -> None:
        self.stdout.write(f"{what % words}: {count}")


def _producers(text: str | None) -> list[str] | None:
    if not text:
        return None
    ids = text.split(",")
    known = {producer.id for producer in producers()}
    if unknown := [name for name in ids if name not in known]:
        raise CommandError(
            _("There is no producer “%(name)s” in the samples.") % {"name": unknown[0]}
        )
    return ids


class _Bar:
    """A bar on a terminal, nothing elsewhere."""

    def __init__(self, title: str) -> None:
        self.title = title

    def __call__(self, things: Sequence[Thing], /) -> Iterable[Thing]:
        if not sys.stderr.isatty():
            return things
        return track(things, self.title, console=Console(stderr=True), transient=True)
