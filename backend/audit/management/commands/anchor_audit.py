"""Say where the read trail stands: ``manage.py anchor_audit >> /somewhere/else/anchors``."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from backend.audit import verifying


class Command(BaseCommand):
    help = (
        "Print where each network's read trail stands, as one line. Keep it where nobody who can "
        "change the database can change it, by mail to two people, say; verify_audit reads it."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(verifying.anchor(now=timezone.now()))
