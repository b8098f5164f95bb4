"""``manage.py push_key``: make the key by which push services know this house."""

from typing import Any

from django.core.management.base import BaseCommand

from notifications.channels.push import keys


class Command(BaseCommand):
    help = "Make a key for web push. Put it into the environment; a new one ends all subscriptions."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        self.stdout.write(f"PUSH_PRIVATE_KEY={keys.new()}")
