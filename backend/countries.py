"""Countries by ISO 3166-1 alpha-2 code; their names come from Unicode CLDR through Babel."""

import re
import zoneinfo
from collections import Counter
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import get_timezone_location
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

_CODE = re.compile(r"[A-Z]{2}")
# CLDR also lists groups, reserved and private-use codes.
_NO_COUNTRIES = set("EU EZ UN QO XA XB ZZ AC CP DG EA IC TA XK CQ".split())  # noqa: SIM905
CODES: frozenset[str] = frozenset(filter(_CODE.fullmatch, map(str, Locale("en").territories)))
CODES -= _NO_COUNTRIES


def name_of(code: str) -> str:
    """Return the country's name in the active language, or in English, or the code itself."""
    for language in (get_language() or "en", "en"):
        try:
            name = Locale.parse(language, sep="-").territories.get(code)
        except (UnknownLocaleError, ValueError):
            continue
        if name:
            return str(name)
    return code


@cache
def time_zones_in(language: str) -> tuple[tuple[str, str], ...]:
    """Return (IANA name, words) of all time zones, by country; where one has several, by city."""
    countries: dict[str, str] = get_global("zone_territories")  # type: ignore[assignment]
    known = zoneinfo.available_timezones()
    zones = {zone: code for zone, code in countries.items() if code in CODES and zone in known}
    many = {code for code, count in Counter(zones.values()).items() if count > 1}
    named = []
    with override(language):
        for zone, code in zones.items():
            city = get_timezone_location(zone, locale=language, return_city=True)
            named.append((zone, f"{name_of(code)}: {city}" if code in many else name_of(code)))
    return (("UTC", "UTC"), *sorted(named, key=lambda pair: pair[1]))


def validate(code: str) -> None:
    """Refuse what is no country.

    Raises:
        ValidationError: ``code`` is not an assigned ISO 3166-1 alpha-2 code.
    """
    if code not in CODES:
        raise ValidationError(
            _("“%(code)s” is not a country code."), code="country", params={"code": code}
        )
