"""Write the register of case keys to a file that is kept apart from the backups."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.queries.key_register import register


class Command(BaseCommand):
    help = (
        "Write the wrapped keys of all cases to FILE, over the last one. Keep one such file and no "
        "history of it: an old one would open what has been erased since."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        rows = register()
        half = file.with_name(f".{file.name}.new")
        try:
            half.touch(mode=0o600)
            half.write_text(json.dumps(rows, indent=0))
            half.replace(file)
        except OSError as refusal:
            message = f"{file} could not be written: {refusal.strerror}"
            raise CommandError(message) from refusal
        destroyed = sum(row["wrapped"] is None for row in rows)
        self.stdout.write(f"{len(rows)} keys, {destroyed} of them destroyed, are in {file}.")
