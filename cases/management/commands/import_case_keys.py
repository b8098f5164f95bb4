"""Bring back the register of case keys after a backup was restored."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.actions import case_keys


class Command(BaseCommand):
    help = "Read what export_case_keys wrote; keys destroyed there or here stay destroyed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            rows = json.loads(file.read_text())
            back = case_keys.bring_back(rows)
        except OSError as refusal:
            message = f"{file} could not be read: {refusal.strerror}"
            raise CommandError(message) from refusal
        except (ValueError, KeyError, TypeError) as broken:
            message = f"{file} is no register of case keys; nothing was changed."
            raise CommandError(message) from broken
        self.stdout.write(
            f"{back.restored} keys are back, {back.destroyed} stay destroyed, "
            f"{back.unknown} are of cases that are not here."
        )
