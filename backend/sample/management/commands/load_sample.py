"""``manage.py load_sample``: add what is missing of the sample."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from backend.sample.loading import load

REFUSAL = (
    "The sample is for trying out: it is loaded only where SAMPLE=1 (everybody knows its password)."
)


class Command(BaseCommand):
    help = "Add what is missing of the sample, where SAMPLE=1. What is there stays as it is."

    def handle(self, *_arguments: Any, **options: Any) -> None:
        if not settings.SAMPLE:
            raise CommandError(REFUSAL)
        added = load(now=timezone.now()).added
        if not options["verbosity"]:
            return
        for label, count in sorted(added.items()):
            self.stdout.write(f"{count:5} {label}")
        self.stdout.write(f"The sample is complete: {added.total()} rows were added.")
