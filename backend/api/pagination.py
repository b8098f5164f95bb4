"""Lists in pages that neither repeat nor skip a row while others write."""

import hashlib
import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.utils.urls import remove_query_param, replace_query_param

from backend.api import keyset
from backend.api.keyset import Cursor, CursorUnreadable

CURSOR, PAGE_SIZE = "cursor", "page_size"
LARGEST_PAGE = 200


class KeysetPagination(BasePagination):
    """``{"next": url|null, "previous": url|null, "results": […]}``; never counts."""

    request: Request
    list_key: str
    terms: tuple[keyset.Term, ...]
    cursor: Cursor | None
    rows: list[Any]
    has_more: bool

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:  # noqa: ARG002
        """Return the rows after the cursor, in the order of ``queryset``.

        Raises:
            ValidationError: the cursor or the size of the page cannot be read.
        """
        self.request = request
        self.terms = keyset.terms_of(queryset)
        self.list_key = _list_key(request, self.terms)
        self.cursor = _cursor_of(request, self.list_key)
        size = _page_size_of(request)
        backwards = self.cursor is not None and self.cursor.backwards
        rows = keyset.placed(queryset, self.terms)
        if self.cursor is not None:
            past = keyset.beyond(self.terms, self.cursor.place, backwards=backwards)
            rows = rows.filter(past)
        order = [term.order(backwards=backwards) for term in self.terms]
        found = list(rows.order_by(*order)[: size + 1])
        self.has_more = len(found) > size
        self.rows = found[:size][::-1] if backwards else found[:size]
        return self.rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {"next": self._next_url(), "previous": self._previous_url(), "results": data}
        )

    def _next_url(self) -> str | None:
        backwards = self.cursor is not None and self.cursor.backwards
        if not self.rows:
            return self._start_url() if backwards else None
        return self._url(self.rows[-1], backwards=False) if backwards or self.has_more else None

    def _previous_url(self) -> str | None:
        if self.cursor is None:
            return None
        if not self.rows:
            return None if self.cursor.backwards else self._start_url()
        has_previous = self.has_more or not self.cursor.backwards
        return self._url(self.rows[0], backwards=True) if has_previous else None

    def _url(self, row: Any, *, backwards: bool) -> str:
        cursor = Cursor(self.list_key, backwards, keyset.place_of(row, self.terms))
        return replace_query_param(self.request.build_absolute_uri(), CURSOR, keyset.seal(cursor))

    def _start_url(self) -> str:
        # The rows this page was to show are gone meanwhile.
        return remove_query_param(self.request.build_absolute_uri(), CURSOR)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        url = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": url, "previous": url, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:  # noqa: ARG002
        size = {
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST_PAGE,
            "default": api_settings.PAGE_SIZE,
        }
        return [
            {"name": CURSOR, "in": "query", "required": False, "schema": {"type": "string"},
             "description": str(_("A place in the list; taken from “next” or “previous”."))},
            {"name": PAGE_SIZE, "in": "query", "required": False, "schema": size,
             "description": str(_("How many rows a page has."))},
        ]  # fmt: skip


def _list_key(request: Request, terms: tuple[keyset.Term, ...]) -> str:
    """Return what tells one list from another: a cursor of one means nothing in the other."""
    chosen = {
        name: values
        for name, values in request.query_params.lists()
        if name not in {CURSOR, PAGE_SIZE}
    }
    order = [(term.name, term.descending) for term in terms]
    whole = json.dumps([request.path, chosen, order], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _cursor_of(request: Request, list_key: str) -> Cursor | None:
    text = request.query_params.get(CURSOR)
    if text is None:
        return None
    try:
        cursor = keyset.unseal(text)
    except CursorUnreadable as error:
        raise ValidationError({CURSOR: [_("This is not a place in a list.")]}) from error
    if cursor.list_key != list_key:
        raise ValidationError({CURSOR: [_("This place belongs to another list; start again.")]})
    return cursor


def _page_size_of(request: Request) -> int:
    text = request.query_params.get(PAGE_SIZE)
    if text is None:
        return int(api_settings.PAGE_SIZE or LARGEST_PAGE)
    try:
        return min(max(int(text), 1), LARGEST_PAGE)
    except ValueError as error:
        raise ValidationError({PAGE_SIZE: [_("Enter a whole number.")]}) from error
