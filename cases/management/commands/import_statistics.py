"""Read figures of ILOSTAT from a file: ``manage.py import_statistics sdg.csv 2026-01-15 TH PH``."""

import datetime as dt
from argparse import FileType
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.errors import Invalid
from cases.actions.statistics import Release, take_in


class Command(BaseCommand):
    help = "Add the figures of an ILOSTAT file for some countries; earlier releases stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=FileType("r", encoding="utf-8-sig"))
        parser.add_argument("published_on", type=dt.date.fromisoformat)
        parser.add_argument("countries", nargs="+")
        parser.add_argument("--title", default="ILOSTAT, SDG indicator 1.3.1")
        parser.add_argument("--url", default="")

    def handle(self, *_args: Any, file: TextIO, **options: Any) -> None:
        """Read the file and say how many figures were new."""
        release = Release(
            published_on=options["published_on"], title=options["title"], url=options["url"]
        )
        try:
            with file:
                added = take_in(file, release, countries=frozenset(options["countries"]))
        except Invalid as refused:
            raise CommandError(str(refused.message)) from refused
        self.stdout.write(f"{added} figures are new.")
