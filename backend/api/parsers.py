"""Reading what was sent: strict JSON in UTF-8, of a bounded size."""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.parsers import BaseParser

# No database keeps NUL in a text, and half of a surrogate pair is no character.
UNKEEPABLE = re.compile(r"[\x00\ud800-\udfff]")
LARGEST_INTEGER = 2**63 - 1
UNKEEPABLE_MESSAGE = _("This holds a character or a number that cannot be kept.")


class TooLarge(APIException):
    status_code = 413
    default_detail = _("This is more than can be taken at once.")


class Unkeepable(ValueError):
    """JSON that would lose or break something: a name twice, a NUL, a number no column takes."""


class JsonParser(BaseParser):
    """RFC 8259 JSON, refused where it could not be stored, whichever field it is meant for."""

    media_type = "application/json"

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,  # noqa: ARG002
        parser_context: Mapping[str, Any] | None = None,  # noqa: ARG002
    ) -> Any:
        """Return the parsed body.

        Raises:
            ParseError: it is not JSON.
            ValidationError: a field holds what cannot be kept.
            TooLarge: it is longer than ``DATA_UPLOAD_MAX_MEMORY_SIZE``.
        """
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise TooLarge
        try:
            parsed = json.loads(
                body.decode("utf-8"), object_pairs_hook=_object, parse_constant=_refuse_constant
            )
        except (ValueError, RecursionError) as error:
            raise ParseError(_("This is not JSON that can be read.")) from error
        _refuse_unkeepable(parsed)
        return parsed


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    known = dict(pairs)
    if len(known) < len(pairs) or any(UNKEEPABLE.search(name) for name in known):
        raise Unkeepable
    return known


def _refuse_unkeepable(parsed: Any) -> None:
    by_field = parsed if isinstance(parsed, dict) else {"non_field_errors": parsed}
    wrong = [name for name, value in by_field.items() if not _can_be_kept(value)]
    if wrong:
        raise ValidationError({name: [UNKEEPABLE_MESSAGE] for name in wrong})


def _can_be_kept(value: Any) -> bool:
    # No recursion: what was read may be as deep as the stack allowed.
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict | list):
            waiting += part.values() if isinstance(part, dict) else part
        elif isinstance(part, str | int) and _breaks_a_column(part):
            return False
    return True


def _breaks_a_column(part: str | int) -> bool:
    if isinstance(part, str):
        return UNKEEPABLE.search(part) is not None
    return abs(part) > LARGEST_INTEGER


def _refuse_constant(name: str) -> NoReturn:
    raise Unkeepable(name)
