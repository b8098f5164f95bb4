"""Template tags of the house, loaded in every template."""

import datetime as dt
import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from backend import countries
from backend.calendars import Precision, in_eras, written
from backend.translated import in_language
from backend.web import slots
from backend.web.reading import calendar_of

register = template.Library()

_DIGITS_OF = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, **about: Any) -> SafeString:
    """Leave room for an app above; see ``backend.web.slots``."""
    request = context.get("request")
    filled = slots.render(name, request, **about) if isinstance(request, HttpRequest) else ""
    return mark_safe(filled)  # noqa: S308  # nosec  # fillers render templates of the house


@register.simple_tag(takes_context=True)
def current(context: Context, address: str) -> str:
    """Mark the entry of the navigation under which the reader is."""
    request = context.get("request")
    path = request.path if isinstance(request, HttpRequest) else ""
    here = path == address if address == "/" else path.startswith(address)
    return mark_safe(' aria-current="page"') if here else ""  # nosec  # our own words


@register.simple_tag(takes_context=True)
def day(
    context: Context, value: dt.date | None, precision: str = Precision.DAY, country: str = ""
) -> str:
    """Write a date as exactly as it is known, in the reader's calendar; in Thailand in both."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date()
    calendar = _calendar_of(context)
    text = in_eras(value, precision=precision, calendar=calendar, country=country)
    known = value.isoformat()[: _DIGITS_OF[Precision(precision)]]
    return format_html('<time datetime="{}">{}</time>', known, text)


@register.simple_tag(takes_context=True)
def moment(context: Context, value: dt.datetime) -> str:
    """Write when something happened, in the reader's time zone."""
    local = timezone.localtime(value)
    text = written(local.date(), calendar=_calendar_of(context))
    return format_html(
        '<time datetime="{}">{}, {}</time>', local.isoformat("T", "minutes"), text, f"{local:%H:%M}"
    )


@register.simple_tag
def local(record: Model, field: str) -> str:
    """Write a name or title in the reader's language; one in another language says so."""
    text = in_language(record, field)
    if text != str(getattr(record, field)) or (get_language() or "en").startswith("en"):
        return format_html("{}", text)
    return format_html('<span lang="en">{}</span>', text)


@register.filter(name="local")
def local_text(record: Model, field: str) -> str:
    """Give the bare text of ``local``, for attributes and page titles."""
    return in_language(record, field)


@register.filter
def country_name(code: str) -> str:
    return countries.name_of(code)


def _calendar_of(context: Context) -> str:
    return calendar_of(context.get("user"))


@register.filter
def as_json(value: Any) -> str:
    """Write ``value`` as JSON, for a script to read from an attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)
