"""What all views of the interface share; resources are built on ``ReadViewSet``."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotAuthenticated, ValidationError
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from backend.accounts.models import User
from backend.api import etag, filters, idempotency, pagination
from backend.api.searching import said

M = TypeVar("M", bound=Model)

UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


class Interface(APIView):
    """Moments in UTC, words in her language, known parameters only, and each key once."""

    metadata_class = None  # OPTIONS would describe forms; the schema does it better
    post: Callable[..., Any]

    @property
    def person(self) -> User:
        """The person who is signed in."""
        if not isinstance(self.request.user, User):
            raise NotAuthenticated
        return self.request.user

    def known_parameters(self) -> frozenset[str]:
        """Return the query parameters of this request's action; others are refused."""
        return frozenset()

    def parse(self, serializer_class: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """Return what the body says, or refuse it by field."""
        serializer = serializer_class(data=self.request.data, context={"request": self.request})
        serializer.is_valid(raise_exception=True)
        given: dict[str, Any] = serializer.validated_data
        return given

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = translation.get_language() or "en"
        with timezone.override(dt.UTC), translation.override(language):
            response = super().dispatch(request, *args, **kwargs)
            # While language and zone are hers: nothing is left to be said later.
            return response.render() if isinstance(response, Response) else response

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        # JSON is UTF-8, whatever charset its content type claims; parameters are as well.
        request.encoding = "utf-8"
        return super().initialize_request(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        _speak_to(request)
        self._refuse_unknown_parameters(request)
        if request.method == "POST" and isinstance(request.user, User):
            self._answer_once(request, request.user)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        etag.keep_private(final)
        patch_vary_headers(final, ["Authorization", "Cookie", "Accept-Language"])
        final.headers.setdefault("Content-Language", translation.get_language())
        return final

    def _refuse_unknown_parameters(self, request: Request) -> None:
        unknown = sorted(set(request.query_params) - self.known_parameters())
        if unknown:
            raise ValidationError({name: [_("There is no such parameter.")] for name in unknown})

    def _answer_once(self, request: Request, user: User) -> None:
        key = idempotency.key_of(request)
        if key is None:
            return
        claim = idempotency.claim_for(user, key=key, request=request, now=timezone.now())
        plain = self.post

        def post(*args: Any, **kwargs: Any) -> Any:
            answer = partial(plain, *args, **kwargs)
            return idempotency.once(answer, refuse=self.handle_exception, claim=claim)

        self.post = post


def _speak_to(request: Request) -> None:
    """Answer in the language of her account, unless the request asks for another."""
    if isinstance(request.user, User) and "Accept-Language" not in request.headers:
        translation.activate(request.user.language)


class ReadViewSet(Interface, ListModelMixin, GenericViewSet[M]):
    """A resource that can be listed and read, and whatever verbs a subclass adds.

    A subclass gives ``queryset`` (``Model.objects.none()``, for the schema),
    ``serializer_class`` (the one shape all answers have), ``get_queryset`` (from
    ``visible_to(self.person)``, with all that the shape needs), ``ordering``,
    ``ordering_fields``, ``search_fields`` and ``filterset_class``.
    """

    lookup_value_regex = UUID
    lookup_value_converter = "uuid"
    filterset_class: type[filters.PlainFilter] | None = None
    search_fields: Sequence[str] = ()
    ordering_fields: Sequence[str] = ()
    ordering: Sequence[str] = ("id",)
    lists: frozenset[str] = frozenset({"list"})
    """The actions that answer with pages of this resource."""

    def get_object(self) -> M:
        """Return the one named in the path, if the person may see it; filters are for lists."""
        found: M = get_object_or_404(self.get_queryset(), pk=self.kwargs[self.lookup_field])
        self.check_object_permissions(self.request, found)
        return found

    def search(self, queryset: QuerySet[M], text: str) -> QuerySet[M]:
        """Keep what ``text`` finds; asked only where ``search_fields`` are named."""
        found: QuerySet[M] = queryset.filter(said(text, fields=self.search_fields))
        return found

    def known_parameters(self) -> frozenset[str]:
        if self.action not in self.lists:
            return frozenset()
        names = {pagination.CURSOR, pagination.PAGE_SIZE, filters.ORDERING}
        if self.search_fields:
            names.add(filters.SEARCH)
        if self.filterset_class is not None:
            names |= set(self.filterset_class.base_filters)
        return frozenset(names)

    def retrieve(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Read one."""
        return etag.unless_known(request, self.answer(self.get_object()))

    def answer(self, shown: M, *, status: int = 200) -> Response:
        """Answer with one row of ``get_queryset`` and its ETag."""
        return etag.tagged(Response(self.get_serializer(shown).data, status=status))

    def answer_changed(self, changed: Model, *, status: int = 200) -> Response:
        """Answer a write with the row as a ``GET`` would show it now.

        It is read again, so that derived values are there; where the change took it out of
        her sight, the answer is 204.
        """
        shown = self.get_queryset().filter(pk=changed.pk).first()
        return self.answer(shown, status=status) if shown is not None else Response(status=204)

    def answer_created(self, created: Model) -> Response:
        """Answer 201 with the new row, its ETag and its address."""
        response = self.answer_changed(created, status=201)
        response["Location"] = self.reverse_action("detail", args=[created.pk])
        return response

    def current_state(self) -> Mapping[str, Any] | None:
        """Return the row as it is now, for an answer that says a change came too late."""
        if self.lookup_field not in self.kwargs:
            return None
        state: Mapping[str, Any] = self.get_serializer(self.get_object()).data
        return state
