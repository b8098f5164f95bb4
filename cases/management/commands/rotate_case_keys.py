"""Wrap every case's key under the newest master key, so that an older one can be put away."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.crypto import Unreadable
from cases import sealing
from cases.models import CaseKey


class Command(BaseCommand):
    help = "Wrap the keys of all cases under the first of SEAL_KEYS. Safe to repeat and to stop."

    def handle(self, *_args: Any, **_options: Any) -> None:
        alive = CaseKey.objects.filter(destroyed_at__isnull=True).order_by("pk")
        total, changed, unreadable = alive.count(), 0, []
        for done, kept in enumerate(alive.iterator(chunk_size=500), start=1):
            try:
                changed += sealing.rewrap(kept)
            except Unreadable:
                unreadable.append(str(kept.pk))
            if done % 1_000 == 0:
                self.stderr.write(f"{done} of {total}")
        self.stdout.write(f"{changed} of {total} keys were wrapped anew.")
        if unreadable:
            self.stdout.write(
                f"{len(unreadable)} could not be opened: their master key is not in SEAL_KEYS. "
                f"The first: {unreadable[0]}"
            )
            raise SystemExit(1)
