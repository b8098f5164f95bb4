"""Telephone numbers, in the one way they are kept: '+66812345678' (E.164)."""

import phonenumbers
from django.conf import settings

from notifications.channels.base import NotAnAddress


def clean(typed: str) -> str:
    """Return a number as it is kept; one without a country is of ``PHONE_COUNTRY``.

    Raises:
        NotAnAddress: it is no number there can be.
    """
    try:
        number = phonenumbers.parse(typed, settings.PHONE_COUNTRY or None)
    except phonenumbers.NumberParseException as broken:
        raise NotAnAddress from broken
    if not phonenumbers.is_valid_number(number):
        raise NotAnAddress
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def masked(number: str) -> str:
    """Keep the country and the last two digits: '+66…78'."""
    return f"{number[:3]}…{number[-2:]}"
