"""Verify the read trail: ``manage.py verify_audit --anchor anchors``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.audit import verifying
from backend.audit.models import Read


class Command(BaseCommand):
    help = "Find rows of the read trail that were changed, taken out or cut off, and say which."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anchor",
            type=Path,
            help="What anchor_audit printed, one line for each time. Without it, what was cut off "
            "the end is not found.",
        )

    def handle(self, *_args: Any, anchor: Path | None, **_options: Any) -> None:
        """Print each fault, and fail if there is any."""
        found = list(verifying.faults())
        for number, line in enumerate(_lines(anchor), start=1):
            try:
                found += verifying.faults_against(line)
            except verifying.NotAnAnchor as strange:
                message = f"Line {number} of {anchor} is no anchor of this house, or was changed."
                raise CommandError(message) from strange
        for fault in dict.fromkeys(map(str, found)):
            self.stderr.write(fault)
        if found:
            message = "The read trail is not what was written."
            raise CommandError(message)
        against = "" if anchor else " Without an anchor, rows cut off the end are not found."
        self.stdout.write(f"All {Read.objects.count()} readings are as they were written.{against}")


def _lines(anchor: Path | None) -> list[str]:
    if anchor is None:
        return []
    try:
        return [line for line in anchor.read_text().splitlines() if line.strip()]
    except OSError as missing:
        message = f"{anchor} cannot be read."
        raise CommandError(message) from missing
