"""``manage.py sms_forecast``: what one text to everybody would take and cost."""

from typing import Any

from django.core.management.base import BaseCommand

from notifications.clock import database_now
from notifications.queries import texting


class Command(BaseCommand):
    help = "Say whom a text would reach, in how many pieces, for how much, and what is left today."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        shares = texting.forecast()
        for one in shares:
            counted = f"{one.length.units} units of {one.length.letters}"
            took = f"{one.length.pieces} each ({counted}), {one.pieces} in all"
            self.stdout.write(f"{one.language}: {one.people} people, {took}")
        pieces = sum(one.pieces for one in shares)
        price = texting.cost(pieces) or "SMS_PRICE is not set"
        self.stdout.write(f"one text to everybody: {pieces} pieces, {price}")
        self.stdout.write(f"left today: {texting.left_today(now=database_now())} pieces")
