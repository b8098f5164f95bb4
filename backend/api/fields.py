"""Fields that bodies and answers of several resources share."""

import datetime as dt
import re
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.core.validators import RegexValidator, URLValidator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend import countries
from backend.api.serializers import In
from backend.calendars import Precision, first_day
from backend.no_such_day import why_no_such_day

LONGEST_TEXT = 20_000
LONGEST_NOTE = 5_000
MOST_SOURCES = 20
MOST_LANGUAGES = 20
_LANGUAGE_TAG = RegexValidator(
    re.compile(r"\A[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z"), _("Write languages as BCP 47 tags, “my”.")
)
# Laws older than this are cited, not dated; years after it are of another era.
_FIRST_YEAR, _LAST_YEAR = 1800, 2299


class Title(serializers.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"max_length": 200} | kwargs))


class Text(serializers.CharField):
    """Words of any length that a person writes; may be left empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"max_length": LONGEST_TEXT, "allow_blank": True} | kwargs))


class Line(Text):
    """One line that may be left empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"max_length": 200} | kwargs))


class Country(serializers.CharField):
    """ISO 3166-1 alpha-2."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2, validators=[countries.validate], **kwargs)


class WebAddress(serializers.URLField):
    """An address of the web; other schemes could run in a reader's browser."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"max_length": 500, "allow_blank": True} | kwargs))
        invalid = self.error_messages["invalid"]
        self.validators[-1] = URLValidator(schemes=["http", "https"], message=invalid)


class Languages(serializers.ListField):
    """BCP 47 tags."""

    def __init__(self, **kwargs: Any) -> None:
        child = serializers.CharField(max_length=35, validators=[_LANGUAGE_TAG])
        super().__init__(child=child, max_length=MOST_LANGUAGES, **kwargs)


class Translations(serializers.DictField):
    """One text in several languages, by BCP 47 tag."""

    default_error_messages: ClassVar[dict[str, Any]] = {"too_many": _("Too many languages.")}

    def __init__(self, *, longest: int = 200, **kwargs: Any) -> None:
        super().__init__(child=serializers.CharField(max_length=longest), **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        texts = super().to_internal_value(data)
        if len(texts) > MOST_LANGUAGES:
            self.fail("too_many")
        for tag in texts:
            serializers.CharField(max_length=35, validators=[_LANGUAGE_TAG]).run_validation(tag)
        return texts


class Day(serializers.DateField):
    """A day of the Common Era, ``YYYY-MM-DD``."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("This is not a day of the calendar. Write it as YYYY-MM-DD."),
        "era": _("Write the year in the Common Era, as in 2026."),
    }

    def to_internal_value(self, value: Any) -> Any:
        if not isinstance(value, str):
            self.fail("invalid")
        if reason := why_no_such_day(value):
            raise serializers.ValidationError(reason, code="no_such_day")
        day = super().to_internal_value(value)
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.fail("era")
        return day


class Known(serializers.ChoiceField):
    """How exactly a date is known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Precision.choices, default=Precision.DAY, **kwargs)

    def to_internal_value(self, data: Any) -> Precision:
        return Precision(super().to_internal_value(data))


def start_of_span(given: dict[str, Any], field: str) -> dt.date:
    """Return the first day of the span that ``field`` and ``precision`` of a body name."""
    return first_day(given[field], precision=given["precision"])


class SourceIn(In):
    """Where a fact was seen."""

    id = serializers.CharField(max_length=16, required=False, allow_blank=True)
    title = serializers.CharField(max_length=300, required=False, allow_blank=True)
    url = WebAddress(required=False)
    mark = serializers.ChoiceField(
        choices=["S", "S2", "I"],
        required=False,
        allow_blank=True,
        help_text=_("S: seen in the source; S2: told by a second one; I: inferred."),
    )


def sources_in(**kwargs: Any) -> serializers.ListField:
    """Return the field for where a fact was seen."""
    return serializers.ListField(child=SourceIn(), max_length=MOST_SOURCES, **kwargs)


_SOURCES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {name: {"type": "string"} for name in ("id", "title", "url", "mark")},
    },
}


@extend_schema_field(_SOURCES)
class Sources(serializers.JSONField):
    """Where something was seen: id, title, address and mark of each source."""

    def __init__(self) -> None:
        super().__init__(read_only=True)


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class Texts(serializers.JSONField):
    """Translations of one text, by BCP 47 tag."""

    def __init__(self) -> None:
        super().__init__(read_only=True)


class Ids(serializers.ListField):
    """The ids of what a row is joined to; in their own order, so that an answer has one ETag."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=serializers.UUIDField(), read_only=True, **kwargs)

    def to_representation(self, data: Any) -> list[str]:
        return sorted(str(row.pk) for row in data.all())


def new_id() -> serializers.UUIDField:
    """Return the field for an id its sender may choose, so that a repeat adds nothing."""
    return serializers.UUIDField(default=uuid4)


def short_name() -> serializers.SlugField:
    return serializers.SlugField(max_length=80, required=False)


def slug_of(given: dict[str, Any], *, title: str) -> str:
    """Return the short name that was sent, or one made of a title and the id."""
    sent: str = given.pop("slug", "")
    own: UUID = given["id"]
    return sent or f"{slugify(title)[:60] or 'new'}-{own.hex[:8]}"
